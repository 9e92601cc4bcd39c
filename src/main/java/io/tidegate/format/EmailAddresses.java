package io.tidegate.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;

/**
 * Addresses of RFC 5321 that people have: no quoted local parts, which may hold anything, and no
 * address literals. A domain needs a dot, but its last label need not be in a list, since lists of
 * top-level domains age.
 */
final class EmailAddresses extends EmailValidator {
    private static final long serialVersionUID = 1;
    private static final EmailAddresses VALIDATOR = new EmailAddresses();

    /** RFC 5321, 4.5.3.1.3, less the two angle brackets of a path. */
    private static final int MOST = 254;

    private static final Pattern UPPER = Pattern.compile("[A-Z]+");

    private EmailAddresses() {
        super(false);
    }

    /** The domain in lower case; the local part belongs to its own host and stays as it is. */
    static Optional<String> normal(String text) {
        if (text.length() > MOST || !VALIDATOR.isValid(text)) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@') + 1;
        return Optional.of(text.substring(0, at) + lower(text.substring(at)));
    }

    /**
     * Only A to Z: other letters have lower cases that depend on a language, or are another word.
     */
    private static String lower(String domain) {
        return UPPER.matcher(domain).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    @Override
    protected boolean isValidUser(String user) {
        return user.indexOf('"') < 0 && user.indexOf('\\') < 0 && super.isValidUser(user);
    }

    @Override
    protected boolean isValidDomain(String domain) {
        return Hosts.isName(domain);
    }
}
