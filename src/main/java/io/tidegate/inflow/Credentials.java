package io.tidegate.inflow;

import io.tidegate.connector.Template;

/** The texts that third parties prove themselves by; read for one post and never kept. */
@FunctionalInterface
public interface Credentials {

    /**
     * The text behind its references.
     *
     * @throws Missing if one of them is not set, or all of it is empty
     */
    String text(Template template) throws Missing;

    /** The post cannot be judged; the message says what to set, to operators alone. */
    final class Missing extends Exception {
        public Missing(String message) {
            super(message, null, false, false);
        }
    }
}
