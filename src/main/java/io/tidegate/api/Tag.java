package io.tidegate.api;

import io.tidegate.authoring.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ETag of a connector's configuration: the number of its version. */
final class Tag {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Tag() {}

    static String of(Version version) {
        return "\"" + version.number() + "\"";
    }

    /** Of one that has no versions. */
    static String of(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "\"f" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of the version that the caller has seen; -1: it was none of the console's. */
    static long needed(Call call) {
        String header = call.headers().get("if-match");
        if (header == null || header.isBlank()) {
            throw new Refusal(
                    428,
                    "the header If-Match is needed, with the ETag of the configuration that was changed: two people may"
                            + " be at it");
        }
        Matcher tag = TAG.matcher(header.strip());
        return tag.matches() ? Long.parseLong(tag.group(1)) : -1;
    }
}
