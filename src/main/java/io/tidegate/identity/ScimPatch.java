package io.tidegate.identity;

import io.tidegate.event.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the operations of a PATCH (RFC 7644, section 3.5.2) of a write. */
final class ScimPatch {
    private static final String ADD = "add";
    private static final String REPLACE = "replace";
    private static final String REMOVE = "remove";

    private ScimPatch() {}

    static List<Object> operations(Account account, Write write) throws ActionFailed {
        if (write instanceof Write.Profile profile) {
            return members(account, profile.members());
        } else if (write instanceof Write.Email email) {
            return List.of(email(account, email));
        } else if (write instanceof Write.RemoveEmail email) {
            return List.of(of(REMOVE, "emails[value eq " + Json.text(email.value()) + "]", null));
        } else if (write instanceof Write.Phone phone) {
            return List.of(phone(account, phone));
        } else if (write instanceof Write.Password password) {
            return List.of(of(REPLACE, "password", password.text()));
        } else if (write instanceof Write.AssignRoles assign) {
            List<Object> roles = new ArrayList<>();
            assign.roles().forEach(role -> roles.add(Map.of("value", role)));
            return List.of(of(ADD, "roles", roles));
        } else if (write instanceof Write.UnassignRoles unassign) {
            List<Object> operations = new ArrayList<>();
            unassign.roles()
                    .forEach(
                            role ->
                                    operations.add(
                                            of(
                                                    REMOVE,
                                                    "roles[value eq " + Json.text(role) + "]",
                                                    null)));
            return operations;
        }
        throw new IllegalArgumentException(write.getClass().getSimpleName());
    }

    private static List<Object> members(Account account, Map<String, @Nullable Object> members)
            throws ActionFailed {
        List<Object> operations = new ArrayList<>();
        ScimWriter.attributes(members, account.profile().get("PhoneId"))
                .forEach(
                        (path, value) ->
                                operations.add(
                                        Fields.isEmpty(value)
                                                ? of(REMOVE, path, null)
                                                : of(REPLACE, path, value)));
        return operations;
    }

    /** In the place of the one of the same type, whose other sub-attributes stay. */
    private static Object email(Account account, Write.Email email) {
        boolean there =
                Fields.elements(account.profile().get("Email")).stream()
                        .anyMatch(
                                one ->
                                        email.type()
                                                .equalsIgnoreCase(String.valueOf(one.get("Type"))));
        if (!there) {
            return of(ADD, "emails", List.of(ScimWriter.email(email.type(), email.value())));
        }
        String which =
                email.type().equalsIgnoreCase("Primary")
                        ? "primary eq true"
                        : "type eq " + Json.text(email.type().toLowerCase(Locale.ROOT));
        return of(REPLACE, "emails[" + which + "].value", email.value());
    }

    private static Object phone(Account account, Write.Phone phone) {
        return Fields.isEmpty(account.profile().get("PhoneId"))
                ? of(ADD, "phoneNumbers", List.of(ScimWriter.phone(phone.number())))
                : of(REPLACE, "phoneNumbers[primary eq true].value", phone.number());
    }

    private static Map<String, Object> of(String op, String path, @Nullable Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        operation.put("path", path);
        if (value != null) {
            operation.put("value", value);
        }
        return operation;
    }
}
