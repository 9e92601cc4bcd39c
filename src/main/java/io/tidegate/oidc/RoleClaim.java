package io.tidegate.oidc;

import io.tidegate.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which claim says what somebody is, and which role its values give.
 *
 * @param name of the claim; if there is none of that name, its dots lead into objects
 * @param roles by values of the claim
 */
public record RoleClaim(String name, Map<String, Role> roles) {
    private static final int SHOWN = 10;
    private static final int LONGEST = 60;

    public RoleClaim {
        roles = Map.copyOf(roles);
    }

    boolean isIn(Map<String, Object> claims) {
        return value(claims) != null;
    }

    /** Null: none. */
    @Nullable Role role(Map<String, Object> claims) {
        return isUnverifiedEmail(claims)
                ? null
                : values(claims).stream()
                        .map(roles::get)
                        .filter(Objects::nonNull)
                        .max(Role::compareTo)
                        .orElse(null);
    }

    /** Why the claims give no role, and what to do about it. */
    String reason(Map<String, Object> claims) {
        if (isUnverifiedEmail(claims)) {
            return "the provider does not say that the address in the claim \"email\" is verified, so it gives no role;"
                    + " an administrator of the provider can make it so";
        }
        List<String> values = values(claims);
        if (values.isEmpty()) {
            return "what the provider says has no claim \""
                    + name
                    + "\" with a value, it has "
                    + shown(claims.keySet().stream().sorted().toList())
                    + "; an administrator lets the provider send that claim, or names another one in"
                    + " TIDEGATE_OIDC_ROLE_CLAIM";
        }
        return "the claim \""
                + name
                + "\" holds "
                + shown(values)
                + ", which gives no role here; an administrator names it in TIDEGATE_OIDC_ROLES, such as \""
                + cut(values.get(0))
                + "=viewer\", or changes the claim at the provider";
    }

    /** Anybody may call an address their own; it says who they are only once it was verified. */
    private boolean isUnverifiedEmail(Map<String, Object> claims) {
        return name.equals("email")
                && isIn(claims)
                && !"true".equals(String.valueOf(claims.get("email_verified")));
    }

    private List<String> values(Map<String, Object> claims) {
        Object value = value(claims);
        if (value instanceof Map<?, ?> object) {
            return texts(object.keySet());
        }
        return value == null
                ? List.of()
                : texts(value instanceof Collection<?> list ? list : List.of(value));
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    private @Nullable Object value(Map<String, Object> claims) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        Object place = claims;
        for (String step : name.split("\\.")) {
            place = place instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return place;
    }

    private static String shown(List<String> texts) {
        String first =
                texts.stream()
                        .limit(SHOWN)
                        .map(text -> "\"" + cut(text) + "\"")
                        .collect(Collectors.joining(", "));
        return texts.size() <= SHOWN ? first : first + " and " + (texts.size() - SHOWN) + " more";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
