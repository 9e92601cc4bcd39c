package io.tidegate.connector;

import java.util.Locale;

/** How a post shows that it comes from the third party; secrets are references. */
public sealed interface Verification {
    /** The key of {@code verify} that says it. */
    String word();

    /** As standardwebhooks.com has it: id, timestamp and signature in {@code webhook-} headers. */
    record StandardWebhooks(Template secret) implements Verification {
        @Override
        public String word() {
            return "standard-webhooks";
        }
    }

    /**
     * A keyed hash of the body's bytes.
     *
     * @param header that holds it
     * @param prefix that stands before it, such as {@code sha256=}; empty: none
     */
    record Hmac(
            Template secret, String header, Algorithm algorithm, Encoding encoding, String prefix)
            implements Verification {
        @Override
        public String word() {
            return "hmac";
        }
    }

    /** {@code Authorization: Bearer …}. */
    record Bearer(Template token) implements Verification {
        @Override
        public String word() {
            return "bearer";
        }
    }

    /** {@code Authorization: Basic …}. */
    record Basic(Template user, Template password) implements Verification {
        @Override
        public String word() {
            return "basic";
        }
    }

    /** Whoever reaches the endpoint may post. */
    record None() implements Verification {
        @Override
        public String word() {
            return "none";
        }
    }

    /** Of an HMAC. */
    enum Algorithm {
        SHA256("HmacSHA256"),
        SHA1("HmacSHA1"),
        SHA512("HmacSHA512");

        private final String jca;

        Algorithm(String jca) {
            this.jca = jca;
        }

        /** As connectors write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As Java's cryptography calls it. */
        public String jca() {
            return jca;
        }
    }

    /** How an HMAC is written into its header; case counts in base64 alone. */
    enum Encoding {
        HEX,
        BASE64;

        /** As connectors write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
