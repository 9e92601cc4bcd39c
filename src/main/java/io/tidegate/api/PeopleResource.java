package io.tidegate.api;

import io.tidegate.access.People;
import io.tidegate.access.Person;
import io.tidegate.access.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/people}: who may sign in. */
final class PeopleResource implements Resource {
    private static final String PATH = "/api/people";
    private static final String ONE = PATH + "/{name}";

    private final People people;

    PeopleResource(People people) {
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH, Role.ADMIN, call -> list()),
                Operation.post(PATH, Role.ADMIN, this::invite).recorded("person.create"),
                new Operation("PATCH", ONE, Set.of(), Role.ADMIN, this::change)
                        .recorded("person.change", "role", "active"),
                Operation.delete(ONE, Role.ADMIN, this::remove).recorded("person.delete"),
                Operation.post(ONE + "/invitation", Role.ADMIN, this::inviteAgain)
                        .recorded("person.invite"),
                Operation.delete(ONE + "/sessions", Role.ADMIN, this::endSessions)
                        .recorded("person.sign-out"));
    }

    Answer list() {
        List<Map<String, @Nullable Object>> items =
                people.all().stream().map(PeopleResource::json).toList();
        return Answer.list(items, null);
    }

    Answer invite(Call call) {
        Map<?, ?> body = object(call);
        if (body.size() != 2 || !(body.get("name") instanceof String name)) {
            throw Refusal.of(
                    422,
                    "",
                    "the body must be {\"name\": \"…\", \"role\": \"…\"}; nobody was invited");
        }
        Role role = role(body.get("role"));
        return AccessResources.ask(() -> invited(people.invite(name, role, call.by())));
    }

    Answer inviteAgain(Call call) {
        return AccessResources.ask(() -> invited(people.inviteAgain(call.path().get(0))));
    }

    private static Answer invited(People.Invited invited) {
        Map<String, @Nullable Object> json = json(invited.entry());
        json.put("invitation", "/console/#/invitation/" + invited.token());
        json.put("invitationExpiresAt", Bodies.time(invited.expiresAt()));
        return Answer.json(201, json);
    }

    Answer change(Call call) {
        Map<?, ?> body = object(call);
        Object role = body.get("role");
        Object active = body.get("active");
        if (body.isEmpty()
                || !Set.of("role", "active").containsAll(body.keySet())
                || (active != null && !(active instanceof Boolean))) {
            throw Refusal.of(
                    422,
                    "",
                    "the body must have \"role\", or \"active\" that is true or false, or both; nothing was changed");
        }
        return AccessResources.ask(
                () ->
                        Answer.ok(
                                json(
                                        people.change(
                                                call.path().get(0),
                                                role == null ? null : role(role),
                                                (Boolean) active))));
    }

    Answer remove(Call call) {
        return AccessResources.ask(() -> Answer.ok(json(people.remove(call.path().get(0)))));
    }

    Answer endSessions(Call call) {
        String name = call.path().get(0);
        return AccessResources.ask(
                () -> {
                    int ended = people.endSessions(name);
                    return Answer.ok(Map.of("name", name, "sessionsEnded", ended));
                });
    }

    /** Without the parser's words, which may quote a password. */
    static Map<?, ?> object(Call call) {
        try {
            return call.object();
        } catch (Refusal e) {
            throw Refusal.of(400, "", "the body must be a JSON object; nothing was changed");
        }
    }

    static Role role(@Nullable Object given) {
        return Role.of(String.valueOf(given))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        422,
                                        "/role",
                                        "the role is "
                                                + (given == null ? "missing" : "\"" + given + "\"")
                                                + ", allowed are "
                                                + Role.words()));
    }

    private static Map<String, @Nullable Object> json(People.Entry entry) {
        Person person = entry.person();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", person.name());
        json.put("role", person.role().word());
        json.put("signIn", person.signIn().name().toLowerCase(Locale.ROOT));
        json.put("active", person.active());
        json.put("createdAt", Bodies.time(person.createdAt()));
        json.put("createdBy", person.createdBy());
        json.put("lastSignInAt", Bodies.time(person.lastSignInAt()));
        json.put("sessions", entry.sessions());
        return json;
    }
}
