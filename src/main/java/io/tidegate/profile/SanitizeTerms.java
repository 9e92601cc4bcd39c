package io.tidegate.profile;

/**
 * What becomes of what does not fit: a connector's {@code sanitize}.
 *
 * @param unknown fields that no account has, or that the identity provider alone writes
 * @param html markup in texts
 * @param invalid values that nothing can be made of, such as an e-mail address without @
 */
public record SanitizeTerms(Misfit unknown, Html html, Misfit invalid) {
    /**
     * A third party adds fields when it likes, which must stop nobody; a wrong value of a field
     * that somebody has mapped is news that a person should see.
     */
    public static final SanitizeTerms DEFAULT =
            new SanitizeTerms(Misfit.DROP, Html.STRIP, Misfit.REFUSE);

    /** What becomes of a field. */
    public enum Misfit {
        /** It is left out, and listed. */
        DROP,
        /** The delivery fails at once, naming the field. */
        REFUSE
    }

    /** What becomes of markup. */
    public enum Html {
        /** Tags go, entities become the characters they stand for: plain text is left. */
        STRIP,
        /** It becomes text that shows as it was written. */
        ESCAPE,
        /** It stays. */
        KEEP
    }
}
