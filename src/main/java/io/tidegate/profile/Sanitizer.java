package io.tidegate.profile;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a mapped profile fit the table. What it gives, given again, is not changed; it takes a time
 * that what it is given and the table bound.
 */
public final class Sanitizer {
    private Sanitizer() {}

    /**
     * The profile as the table allows it.
     *
     * @param mapped plain Java values, of any depth and size
     * @param found members that the identity provider alone writes and that are kept all the same:
     *     an account is found by them, or changes are compared by their time
     */
    public static Sanitized sanitize(
            Map<String, ?> mapped, SanitizeTerms terms, Set<String> found) {
        Walk walk = new Walk(terms, found);
        Map<String, @Nullable Object> profile = walk.profile(mapped);
        Findings findings = walk.findings();
        return findings.areRefusals()
                ? new Sanitized.Unfit(findings.refused(), findings.changes())
                : new Sanitized.Fit(profile, findings.changes());
    }
}
