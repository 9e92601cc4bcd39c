package io.tidegate.connector;

/** A piece of a {@link Template}. */
public sealed interface Part {
    /** Text that stands as it is; in a URL already percent-encoded. */
    record Literal(String text) implements Part {}

    /**
     * A value of the mapped body, such as {@code properties.email} or {@code tags[0].name}; to be
     * filtered and URL-encoded.
     */
    record FieldRef(String path, FieldFilter filter) implements Part {
        public FieldRef(String path) {
            this(path, FieldFilter.NONE);
        }
    }

    /** A secret, to be read at each send and never kept. */
    record SecretRef(String name) implements Part {}

    /** An environment variable. */
    record EnvRef(String name) implements Part {}
}
