package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Tokens of programs: kept as their hash, asked for at every request. */
public final class ApiTokens {
    private static final String MARK = "tg_";
    private static final int CHECK = 8;
    private static final int LENGTH = MARK.length() + 43 + CHECK;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final long USED_EVERY = Duration.ofMinutes(1).toMillis();

    private final SqlTables tables;
    private final Clock clock;

    ApiTokens(SqlTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * @param text shown once
     */
    public record Made(ApiToken token, String text) {}

    /** By name. */
    public List<ApiToken> all() {
        return tables.read(SqlApiTokens::all);
    }

    /**
     * @param expiresAt ms since 1970; null: never
     * @throws AccessRefused if the name is none, or taken, or the time is past
     */
    public Made make(String name, Role role, @Nullable Long expiresAt, String by) {
        if (!NAME.matcher(name).matches()) {
            throw new AccessRefused(
                    Why.INVALID,
                    "the name is \""
                            + name
                            + "\", allowed are 1 to 64 letters A-Z a-z, digits and . _ - of which the first is a letter or a digit");
        }
        long now = clock.millis();
        if (expiresAt != null && expiresAt <= now) {
            throw new AccessRefused(
                    Why.INVALID, "the time at which the token expires is past; no token was made");
        }
        String random = Opaque.random();
        String text = MARK + random + check(random);
        ApiToken token = new ApiToken(tables.newId(), name, role, now, by, expiresAt, null);
        return tables.change(
                rows -> {
                    SqlApiTokens.add(rows, token, Opaque.hash(text));
                    return new Made(token, text);
                });
    }

    /**
     * @throws AccessRefused if there is none
     */
    public ApiToken revoke(long id) {
        return tables.change(
                rows -> {
                    ApiToken token =
                            SqlApiTokens.withId(rows, id)
                                    .orElseThrow(
                                            () ->
                                                    new AccessRefused(
                                                            Why.NOT_THERE,
                                                            "there is no token " + id));
                    SqlApiTokens.delete(rows, id);
                    return token;
                });
    }

    /** Whether a text looks like one of ours: any other is not worth a look into the database. */
    public static boolean isOne(String text) {
        return text.length() == LENGTH
                && text.startsWith(MARK)
                && text.endsWith(check(text.substring(MARK.length(), LENGTH - CHECK)));
    }

    private static String check(String random) {
        CRC32 sum = new CRC32();
        sum.update(random.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }

    /** Who brings this text; waits for the database. */
    public Optional<Caller> see(String text) {
        if (!isOne(text)) {
            return Optional.empty();
        }
        long now = clock.millis();
        String hash = Opaque.hash(text);
        Optional<ApiToken> found =
                tables.read(rows -> SqlApiTokens.withHash(rows, hash))
                        .filter(token -> !isPast(token.expiresAt(), now));
        found.filter(token -> isStale(token.lastUsedAt(), now))
                .ifPresent(
                        token ->
                                tables.note(
                                        rows ->
                                                rows.execute(
                                                        "UPDATE api_token SET last_used_at = ? WHERE id = ?",
                                                        now,
                                                        token.id())));
        return found.map(token -> new Caller("token:" + token.name(), token.role()));
    }

    private static boolean isPast(@Nullable Long time, long now) {
        return time != null && time <= now;
    }

    private static boolean isStale(@Nullable Long time, long now) {
        return time == null || now - time >= USED_EVERY;
    }
}
