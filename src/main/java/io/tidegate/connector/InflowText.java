package io.tidegate.connector;

import io.tidegate.event.Path;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of {@code inflow:} that an outflow has not; what is usual is left out. */
final class InflowText {
    private InflowText() {}

    static Map<String, @Nullable Object> entry(Entry entry, Connector connector) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("verify", Map.of(entry.verification().word(), verify(entry.verification())));
        ConnectorText.put(written, "id-from", text(entry.idFrom()));
        if (!isUsual(entry.subjects(), connector)) {
            ConnectorText.put(
                    written,
                    "subject",
                    entry.subjects().stream().map(Path::expression).findFirst().orElse(null));
        }
        ConnectorText.put(written, "schema", entry.schema() == null ? null : entry.schema().file());
        ConnectorText.put(written, "items", text(entry.items()));
        ConnectorText.put(
                written, "dedupe", entry.dedupe() == null ? null : TimeSpan.text(entry.dedupe()));
        return written;
    }

    static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.expression();
    }

    private static boolean isUsual(List<Path> subjects, Connector connector) {
        List<Path> usual =
                MatchSource.paths(
                        ((ActionTarget) connector.to()).match(), connector.stages().mapping());
        return subjects.stream()
                .map(Path::expression)
                .toList()
                .equals(usual.stream().map(Path::expression).toList());
    }

    static Object verify(Verification verification) {
        if (verification instanceof Verification.StandardWebhooks signed) {
            return signed.secret().text();
        }
        if (verification instanceof Verification.Bearer bearer) {
            return bearer.token().text();
        }
        if (verification instanceof Verification.Hmac hmac) {
            return hmac(hmac);
        }
        Map<String, Object> basic = new LinkedHashMap<>();
        if (verification instanceof Verification.Basic named) {
            basic.put("user", named.user().text());
            basic.put("password", named.password().text());
            return basic;
        }
        return true;
    }

    private static Map<String, @Nullable Object> hmac(Verification.Hmac hmac) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("secret", hmac.secret().text());
        written.put("header", hmac.header());
        ConnectorText.other(
                written,
                "algorithm",
                hmac.algorithm().word(),
                Verification.Algorithm.SHA256.word());
        ConnectorText.other(
                written, "encoding", hmac.encoding().word(), Verification.Encoding.HEX.word());
        ConnectorText.other(written, "prefix", hmac.prefix(), "");
        return written;
    }

    static Map<String, @Nullable Object> action(ActionTarget action) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        Map<String, @Nullable Object> sanitize = sanitize(action.sanitize());
        if (!sanitize.isEmpty()) {
            written.put("sanitize", sanitize);
        }
        written.put("action", action.action().word());
        ConnectorText.put(written, "match", action.match().stream().map(MatchField::word).toList());
        ConnectorText.put(written, "object", action.object());
        ConnectorText.other(
                written, "conflict", action.conflict().word(), Conflict.OVERWRITE.word());
        ConnectorText.other(written, "echo", action.echo().word(), EchoMode.REMEMBER.word());
        return written;
    }

    private static Map<String, @Nullable Object> sanitize(SanitizeTerms terms) {
        SanitizeTerms usual = SanitizeTerms.DEFAULT;
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        ConnectorText.other(
                written,
                "unknown",
                InflowKeys.word(terms.unknown()),
                InflowKeys.word(usual.unknown()));
        ConnectorText.other(
                written, "html", InflowKeys.word(terms.html()), InflowKeys.word(usual.html()));
        ConnectorText.other(
                written,
                "invalid",
                InflowKeys.word(terms.invalid()),
                InflowKeys.word(usual.invalid()));
        return written;
    }
}
