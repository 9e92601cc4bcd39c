package io.tidegate.config;

import io.tidegate.access.Role;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of values that settings have. */
final class Kinds {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12}) ?([A-Za-z]*)");
    private static final Pattern MASTER_KEY =
            Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");
    private static final String HOST_PORT = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?";
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20);

    static final Kind<String> TEXT = new Kind<>("any text", text -> text);
    static final Kind<Path> FOLDER = new Kind<>("a folder's path", Kinds::path);
    static final Kind<Path> FILE = new Kind<>("a file's path", Kinds::path);
    static final Kind<Boolean> SWITCH = new Kind<>("true or false", Kinds::bool);
    static final Kind<String> WORD =
            new Kind<>("visible ASCII characters without a space", matching("[\\x21-\\x7e]+"));
    static final Kind<String> TOKEN = WORD.asSecret();
    static final Kind<String> HOST =
            new Kind<>("a host name or an IP address", matching("[A-Za-z0-9._:\\[\\]-]+"));
    static final Kind<String> DATABASE =
            new Kind<>(
                    "jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME",
                    matching("jdbc:(sqlite:[^\\s:]|postgresql:\\S).*"));
    static final Kind<String> ANY_DATABASE =
            new Kind<>("a JDBC URL, jdbc:…", matching("jdbc:[a-z0-9]+:\\S.*"));
    static final Kind<String> ENDPOINT =
            new Kind<>("a Camel endpoint, SCHEME:…", matching("[a-z][a-z0-9+.-]*:\\S.*"));
    static final Kind<String> BROKERS =
            new Kind<>(
                    "HOST:PORT, with commas between several",
                    matching(
                            "[A-Za-z0-9._\\[\\]:-]+:\\d{1,5}( *, *[A-Za-z0-9._\\[\\]:-]+:\\d{1,5})*"));
    static final Kind<String> KAFKA_NAME =
            new Kind<>(
                    "1 to 249 letters, digits, dots, hyphens and underscores",
                    matching("[A-Za-z0-9._-]{1,249}"));
    static final Kind<List<String>> KAFKA_NAMES =
            new Kind<>(
                    "names of 1 to 249 letters, digits, dots, hyphens and underscores, separated by commas",
                    Kinds::kafkaNames);
    static final Kind<String> AMQP =
            new Kind<>(
                    "amqp://HOST:PORT, amqps://…, or failover:(…)",
                    matching("(amqps?://|failover:\\()\\S+"));
    static final Kind<String> MAIL =
            new Kind<>("a Camel endpoint, smtp:… or smtps:…", matching("smtps?:\\S.*"));
    static final Kind<String> WEB =
            new Kind<>(
                    "http:// or https://, a host, maybe a path",
                    matching("(?i)https?://[^\\s/?#@]+(/[^\\s?#]*)?"));
    static final Kind<String> ORIGIN =
            new Kind<>(
                    "http:// or https://, a host, maybe a port: no path",
                    matching("(?i)https?://" + HOST_PORT + "/?"));
    static final Kind<String> ISSUER =
            new Kind<>(
                    "https://, a host, maybe a path; http:// only for localhost, 127.0.0.1 and [::1]",
                    matching(
                            "(https://"
                                    + HOST_PORT
                                    + "|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?)(/[\\x21-\\x7e&&[^?#]]*)?"));
    static final Kind<String> TITLE =
            new Kind<>("1 to 60 characters", matching("[^\\p{Cntrl}]{1,60}"));
    static final Kind<List<String>> SCOPES =
            new Kind<>("scopes separated by spaces, of which one is openid", Kinds::scopes);
    static final Kind<Map<String, Role>> ROLES =
            new Kind<>(
                    "VALUE=ROLE, separated by commas (one within a value is written \\,); roles are "
                            + Role.words(),
                    Kinds::roles);
    static final Kind<List<String>> MASTER_KEYS =
            new Kind<>(
                            "32 bytes in base64; or several, separated by commas, of which the first encrypts",
                            Kinds::masterKeys)
                    .asSecret();
    static final Kind<List<String>> NAMES =
            new Kind<>("names of letters and digits, separated by commas", Kinds::names);
    static final Kind<List<String>> TARGETS =
            new Kind<>(
                    "host names, IP addresses and CIDRs (10.0.0.0/8), separated by commas",
                    Kinds::targets);
    static final Kind<List<String>> ADDRESSES =
            new Kind<>(
                    "IP addresses and CIDRs (10.0.0.0/8), separated by commas", Kinds::addresses);

    private Kinds() {}

    /** One of these, as written here. */
    static Kind<String> word(String... words) {
        return new Kind<>(
                String.join(" or ", words), text -> List.of(words).contains(text) ? text : null);
    }

    static Kind<Integer> number(int min, int max) {
        return new Kind<>("a number from " + min + " to " + max, text -> number(text, min, max));
    }

    static Kind<Duration> duration(String min, String max) {
        long least = scaled(min, MILLIS);
        long most = scaled(max, MILLIS);
        return new Kind<>(
                "a time from " + min + " to " + max + ": a number and ms, s, m, h or d",
                text -> {
                    long millis = scaled(text, MILLIS);
                    return millis < least || millis > most ? null : Duration.ofMillis(millis);
                });
    }

    static Kind<Integer> size(String min, String max) {
        long least = scaled(min, BYTES);
        long most = scaled(max, BYTES);
        return new Kind<>(
                "a size from " + min + " to " + max + ": a number and B, KiB or MiB",
                text -> {
                    long bytes = scaled(text, BYTES);
                    return bytes < least || bytes > most ? null : (int) bytes;
                });
    }

    /** The amount in the smallest unit; -1 if the text is none, or one beyond counting. */
    private static long scaled(String text, Map<String, Long> units) {
        Matcher matcher = AMOUNT.matcher(text);
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        long amount = unit == null ? -1 : Long.parseLong(matcher.group(1));
        return unit == null || amount > Long.MAX_VALUE / unit ? -1 : amount * unit;
    }

    private static Function<String, @Nullable String> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches() ? text : null;
    }

    private static @Nullable Integer number(String text, int min, int max) {
        if (!text.matches("-?\\d{1,9}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < min || number > max ? null : number;
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable List<String> masterKeys(String text) {
        List<String> keys = Stream.of(text.split(",", -1)).map(String::strip).toList();
        return keys.stream().allMatch(key -> MASTER_KEY.matcher(key).matches()) ? keys : null;
    }

    private static @Nullable List<String> scopes(String text) {
        List<String> scopes = List.of(text.split(" +"));
        boolean all = scopes.stream().allMatch(s -> s.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+"));
        return all && scopes.contains("openid") ? scopes : null;
    }

    /** A value may hold the sign =, as names of directories do: the last one counts. */
    private static @Nullable Map<String, Role> roles(String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String pair : text.split("(?<!\\\\),", -1)) {
            int equals = pair.lastIndexOf('=');
            String value = equals < 0 ? "" : pair.substring(0, equals).strip().replace("\\,", ",");
            Role role = Role.of(pair.substring(equals + 1).strip()).orElse(null);
            if (value.isEmpty() || role == null || roles.put(value, role) != null) {
                return null;
            }
        }
        return Map.copyOf(roles);
    }

    private static @Nullable List<String> names(String text) {
        List<String> names =
                Stream.of(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
        return names.stream().allMatch(name -> name.matches("[\\p{L}\\p{N}_.-]+")) ? names : null;
    }

    private static @Nullable List<String> kafkaNames(String text) {
        List<String> names =
                Stream.of(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
        return !names.isEmpty()
                        && names.stream().allMatch(n -> KAFKA_NAME.reader().apply(n) != null)
                ? names
                : null;
    }

    private static @Nullable List<String> targets(String text) {
        List<String> targets =
                Stream.of(text.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
        return targets.stream().allMatch(Target::isOne) ? targets : null;
    }

    private static @Nullable List<String> addresses(String text) {
        List<String> targets = targets(text);
        return targets != null && targets.stream().allMatch(Target::isAddress) ? targets : null;
    }
}
