package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls below one account that change it; bodies are spelled as they are documented. */
final class LoginRadiusWrites {
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";

    private final Call call;
    private final String url;

    /** Sends one call and reads its answer. */
    @FunctionalInterface
    interface Call {
        Map<String, @Nullable Object> send(String method, String url, @Nullable Object body)
                throws ActionFailed;
    }

    /**
     * @param url the account's
     */
    LoginRadiusWrites(Call call, String url) {
        this.call = call;
        this.url = url;
    }

    Account write(Account account, Write write) throws ActionFailed {
        if (write instanceof Write.Profile profile) {
            return answered(PUT, nullable(profile), profile.members());
        } else if (write instanceof Write.Email email) {
            return answered(PUT, url + "/email", Map.of("Email", List.of(element(email))));
        } else if (write instanceof Write.RemoveEmail email) {
            return answered(DELETE, url + "/email", Map.of("email", email.value()));
        } else if (write instanceof Write.Phone phone) {
            return answered(PUT, url + "/phoneid", Map.of("Phone", phone.number()));
        } else if (write instanceof Write.InvalidateEmail) {
            call.send(PUT, url + "/invalidateemail", Map.of());
            return Profiles.with(account, "EmailVerified", false);
        } else if (write instanceof Write.InvalidatePhone) {
            call.send(PUT, url + "/invalidatephone", Map.of());
            return Profiles.with(account, "PhoneIdVerified", false);
        }
        beside(write);
        return account;
    }

    private Account answered(String method, String to, Object body) throws ActionFailed {
        return LoginRadius.account(call.send(method, to, body));
    }

    /** A null is left as it is there unless it is asked for. */
    private String nullable(Write.Profile profile) {
        return clears(profile.members()) ? new Query(url).and("nullsupport", "true").text() : url;
    }

    private static boolean clears(@Nullable Object value) {
        return value == null
                || value instanceof Map<?, ?> map
                        && map.values().stream().anyMatch(LoginRadiusWrites::clears)
                || value instanceof List<?> list
                        && list.stream().anyMatch(LoginRadiusWrites::clears);
    }

    private static Map<String, Object> element(Write.Email email) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", email.type());
        element.put("value", email.value());
        return element;
    }

    /** Writes that leave the profile as it is. */
    private void beside(Write write) throws ActionFailed {
        if (write instanceof Write.Password password) {
            call.send(PUT, url + "/password", Map.of("password", password.text()));
        } else if (write instanceof Write.AssignRoles roles) {
            call.send(PUT, url + "/role", Map.of("roles", roles.roles()));
        } else if (write instanceof Write.UnassignRoles roles) {
            call.send(DELETE, url + "/role", Map.of("roles", roles.roles()));
        } else if (write instanceof Write.RoleContexts roles) {
            call.send(PUT, url + "/rolecontext", Map.of("rolecontext", lowered(roles)));
        } else if (write instanceof Write.TrimContext trim) {
            trim(trim);
        } else {
            object(write);
        }
    }

    private static List<Map<String, @Nullable Object>> lowered(Write.RoleContexts roles) {
        List<Map<String, @Nullable Object>> lowered = new ArrayList<>();
        for (Map<String, @Nullable Object> context : roles.contexts()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            context.forEach((name, value) -> one.put(name.toLowerCase(Locale.ROOT), value));
            lowered.add(one);
        }
        return lowered;
    }

    private void trim(Write.TrimContext trim) throws ActionFailed {
        String context = url + "/rolecontext/" + Query.step(trim.context());
        if (!trim.roles().isEmpty()) {
            call.send(DELETE, context + "/role", Map.of("roles", trim.roles()));
        }
        if (!trim.permissions().isEmpty()) {
            call.send(
                    DELETE,
                    context + "/additionalpermission",
                    Map.of("additionalpermissions", trim.permissions()));
        }
    }

    private void object(Write write) throws ActionFailed {
        if (write instanceof Write.CreateObject object) {
            call.send("POST", record(url, "", object.object()), object.members());
        } else if (write instanceof Write.UpdateObject object) {
            String type = object.replace() ? "replace" : "partialreplace";
            String record = record(url, object.id(), object.object());
            call.send(PUT, new Query(record).and("updatetype", type).text(), object.members());
        } else if (write instanceof Write.DeleteObject object) {
            call.send(DELETE, record(url, object.id(), object.object()), null);
        } else {
            throw new IllegalArgumentException(write.getClass().getSimpleName());
        }
    }

    /**
     * @param id of the record; empty: all of the account
     */
    static String record(String url, String id, String object) throws ActionFailed {
        String path = url + "/customobject" + (id.isEmpty() ? "" : "/" + Query.step(id));
        return new Query(path).and("objectname", object).text();
    }
}
