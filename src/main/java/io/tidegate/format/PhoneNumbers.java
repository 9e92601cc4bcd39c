package io.tidegate.format;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * Phone numbers that begin with + and their country. A number must be <em>possible</em>, not known
 * to be assigned: the library's ranges age.
 */
final class PhoneNumbers {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** The library reads no more of a text. */
    private static final int MOST = 250;

    private PhoneNumbers() {}

    /** As E.164, without an extension. */
    static Optional<String> normal(String text) {
        try {
            if (text.length() > MOST) {
                return Optional.empty();
            }
            PhoneNumber number = LIBRARY.parse(text, null);
            return LIBRARY.isPossibleNumber(number)
                    ? Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
