package io.tidegate.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in E.164. A number must be <em>possible</em> (its length fits its country), not
 * known to be assigned: the library's ranges age, and a new range must not turn deliveries into
 * failures.
 */
final class Phones {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private Phones() {}

    static Converter make(Argument argument) throws InvalidArgument {
        String region = argument.isMissing() ? null : region(argument);
        return Converter.eachText(text -> e164(text, region));
    }

    private static String region(Argument argument) throws InvalidArgument {
        Object given = argument.map(ConverterKeys.PHONE).get("region");
        if (given == null) {
            throw argument.wrong("it needs a region");
        }
        String region = given.toString().toUpperCase(Locale.ROOT);
        if (!LIBRARY.getSupportedRegions().contains(region)) {
            throw argument.wrongAt(
                    "region",
                    "\"" + given + "\" is no region; it is two letters, such as US or DE");
        }
        return region;
    }

    private static Object e164(String text, @Nullable String region) throws CannotConvert {
        if (text.isBlank()) {
            return Source.MISSING;
        }
        PhoneNumber number;
        try {
            number = LIBRARY.parse(text, region);
        } catch (NumberParseException e) {
            boolean noCountry =
                    e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE;
            throw new CannotConvert(
                    text,
                    noCountry && region == null
                            ? "without a region it must start with + and the country's code"
                            : "not a phone number");
        }
        if (!LIBRARY.isPossibleNumber(number)) {
            throw new CannotConvert(
                    text, "too short or too long for a phone number of its country");
        }
        return LIBRARY.format(number, PhoneNumberFormat.E164);
    }
}
