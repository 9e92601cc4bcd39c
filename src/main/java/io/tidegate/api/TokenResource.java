package io.tidegate.api;

import io.tidegate.access.ApiToken;
import io.tidegate.access.ApiTokens;
import io.tidegate.access.Role;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/tokens}: what programs come with; the text is told once, when it is made. */
final class TokenResource implements Resource {
    private static final Set<String> KEYS = Set.of("name", "role", "expiresAt");

    private final ApiTokens tokens;

    TokenResource(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/tokens", Role.ADMIN, call -> list()),
                Operation.post("/api/tokens", Role.ADMIN, this::make).recorded("token.create"),
                Operation.delete("/api/tokens/{id}", Role.ADMIN, this::revoke)
                        .recorded("token.revoke"));
    }

    Answer list() {
        List<Map<String, @Nullable Object>> items =
                tokens.all().stream().map(TokenResource::json).toList();
        return Answer.list(items, null);
    }

    Answer make(Call call) {
        Map<?, ?> body = PeopleResource.object(call);
        if (!KEYS.containsAll(body.keySet()) || !(body.get("name") instanceof String name)) {
            throw Refusal.of(
                    422,
                    "",
                    "the body must be {\"name\": \"…\", \"role\": \"…\"}, and may have \"expiresAt\"; no token was made");
        }
        Role role = PeopleResource.role(body.get("role"));
        Long expiresAt = time(body.get("expiresAt"));
        return AccessResources.ask(
                () -> {
                    ApiTokens.Made made = tokens.make(name, role, expiresAt, call.by());
                    Map<String, @Nullable Object> json = json(made.token());
                    json.put("token", made.text());
                    return Answer.json(201, json);
                });
    }

    private static @Nullable Long time(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(String.valueOf(given)).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Refusal.of(
                    422,
                    "/expiresAt",
                    "expiresAt is \""
                            + given
                            + "\", allowed is a time such as 2027-01-31T00:00:00Z; no token was made");
        }
    }

    Answer revoke(Call call) {
        long id = call.id("token");
        return AccessResources.ask(() -> Answer.ok(json(tokens.revoke(id))));
    }

    private static Map<String, @Nullable Object> json(ApiToken token) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(token.id()));
        json.put("name", token.name());
        json.put("role", token.role().word());
        json.put("createdAt", Bodies.time(token.createdAt()));
        json.put("createdBy", token.createdBy());
        json.put("expiresAt", Bodies.time(token.expiresAt()));
        json.put("lastUsedAt", Bodies.time(token.lastUsedAt()));
        return json;
    }
}
