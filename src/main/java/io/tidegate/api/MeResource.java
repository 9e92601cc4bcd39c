package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.Role;
import io.tidegate.access.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/me}: who asks, and what somebody may do about their own access. */
final class MeResource implements Resource {
    private final Access access;

    MeResource(Access access) {
        this.access = access;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/me", Role.VIEWER, this::me).withoutPayloads(),
                Operation.delete("/api/me/sessions/{id}", Role.VIEWER, this::endSession)
                        .recorded("session.end"),
                Operation.put("/api/me/password", Role.VIEWER, this::changePassword)
                        .recorded("person.password"));
    }

    Answer me(Call call) {
        Session session = call.caller().session();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", call.by());
        json.put("role", call.caller().role().word());
        json.put("by", session == null ? "token" : session.by());
        json.put("expiresAt", session == null ? null : Bodies.time(session.expiresAt()));
        json.put(
                "sessions",
                session == null
                        ? List.of()
                        : access.people().sessions(call.by()).stream()
                                .map(one -> json(one, session))
                                .toList());
        return Answer.ok(json);
    }

    private static Map<String, @Nullable Object> json(Session one, Session current) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", one.id());
        json.put("startedAt", Bodies.time(one.startedAt()));
        json.put("lastSeenAt", Bodies.time(one.lastSeenAt()));
        json.put("expiresAt", Bodies.time(one.expiresAt()));
        json.put("from", one.visit().address());
        json.put("agent", one.visit().agent());
        json.put("current", one.id().equals(current.id()));
        return json;
    }

    Answer endSession(Call call) {
        String id = call.path().get(0);
        String person = signedIn(call).person();
        return AccessResources.ask(
                () -> {
                    access.people().endSession(person, id);
                    return Answer.ok(Map.of("id", id));
                });
    }

    Answer changePassword(Call call) {
        Session session = signedIn(call);
        Map<?, ?> body = PeopleResource.object(call);
        if (body.size() != 2
                || !(body.get("old") instanceof String old)
                || !(body.get("new") instanceof String anew)) {
            throw Refusal.of(
                    422,
                    "",
                    "the body must be {\"old\": \"…\", \"new\": \"…\"}; nothing was changed");
        }
        return AccessResources.ask(
                () -> {
                    int ended = access.doors().changePassword(session, old, anew);
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", session.person());
                    json.put("sessionsEnded", ended);
                    return Answer.ok(json);
                });
    }

    private static Session signedIn(Call call) {
        Session session = call.caller().session();
        if (session == null) {
            throw new Refusal(
                    409,
                    call.by()
                            + " is no person who is signed in, so has neither a password nor a session");
        }
        return session;
    }
}
