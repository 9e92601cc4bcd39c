package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.security.SecretEntry;
import io.tidegate.security.SecretRefused;
import io.tidegate.security.SecretStore;
import io.tidegate.security.UnusableKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/secrets} and {@code /api/master-key}: texts go in, none comes out. */
final class SecretResource implements Resource {
    private final Supplier<SecretStore> store;

    SecretResource(Supplier<SecretStore> store) {
        this.store = store;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/secrets", Role.VIEWER, call -> list()).withoutPayloads(),
                Operation.put("/api/secrets/{name}", Role.AUTHOR, this::set).recorded("secret.set"),
                Operation.delete("/api/secrets/{name}", Role.AUTHOR, this::delete)
                        .recorded("secret.delete"),
                Operation.post("/api/master-key/rotate", Role.ADMIN, this::rotate)
                        .recorded("master-key.rotate"));
    }

    Answer list() {
        return ask(
                secrets -> {
                    List<Map<String, @Nullable Object>> items =
                            secrets.list().stream().map(SecretResource::json).toList();
                    return Answer.list(items, null);
                });
    }

    Answer set(Call call) {
        Map<?, ?> body = object(call);
        if (body.size() != 1 || !(body.get("text") instanceof String text)) {
            throw Refusal.of(
                    422, "", "the body must be {\"text\": \"the secret\"}; nothing was set");
        }
        return ask(secrets -> Answer.ok(json(secrets.set(call.path().get(0), text, call.by()))));
    }

    /** Without the parser's words, which may quote what was meant to be the text. */
    private static Map<?, ?> object(Call call) {
        try {
            return call.object();
        } catch (Refusal e) {
            throw Refusal.of(400, "", "the body must be a JSON object; nothing was set");
        }
    }

    Answer delete(Call call) {
        return ask(secrets -> Answer.ok(json(secrets.delete(call.path().get(0)))));
    }

    Answer rotate(Call call) {
        if (!call.object().isEmpty()) {
            throw Refusal.of(400, "", "the body of this request must be empty or {}");
        }
        return ask(
                secrets -> {
                    SecretStore.Rotation rotation = secrets.rotate();
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("key", rotation.key());
                    json.put("secrets", rotation.secrets());
                    json.put("payloadKey", rotation.payloadKey());
                    return Answer.ok(json);
                });
    }

    private Answer ask(Function<SecretStore, Answer> what) {
        try {
            return what.apply(store.get());
        } catch (SecretRefused e) {
            throw new Refusal(
                    switch (e.why()) {
                        case INVALID -> 422;
                        case NOT_THERE -> 404;
                        case CONFLICT -> 409;
                    },
                    String.valueOf(e.getMessage()));
        } catch (UnusableKey e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> json(SecretEntry secret) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", secret.name());
        json.put("from", secret.variable() == null ? "store" : "environment");
        json.put("variable", secret.variable());
        json.put("setAt", Bodies.time(secret.setAt()));
        json.put("setBy", secret.setBy());
        json.put("error", secret.error());
        return json;
    }
}
