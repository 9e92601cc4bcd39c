package io.tidegate.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which role the claims give. */
class RoleClaimTest {
    private static final Map<String, Role> ROLES =
            Map.of("admins", Role.ADMIN, "staff", Role.VIEWER);

    private static Role role(String name, Map<String, Object> claims) {
        return new RoleClaim(name, ROLES).role(claims);
    }

    private static String reason(String name, Map<String, Object> claims) {
        return new RoleClaim(name, ROLES).reason(claims);
    }

    @Test
    void theLargestOfSeveralCounts() {
        assertThat(role("groups", Map.of("groups", List.of("staff", "x", "admins"))))
                .isEqualTo(Role.ADMIN);
        assertThat(role("groups", Map.of("groups", "staff"))).isEqualTo(Role.VIEWER);
        assertThat(role("groups", Map.of("groups", List.of("Staff")))).isNull();
    }

    @Test
    void dotsLeadIntoObjectsUnlessTheClaimIsCalledSo() {
        assertThat(role("realm.roles", Map.of("realm", Map.of("roles", List.of("staff")))))
                .isEqualTo(Role.VIEWER);
        assertThat(role("https://x.example/roles", Map.of("https://x.example/roles", "staff")))
                .isEqualTo(Role.VIEWER);
        assertThat(role("a.b.c", Map.of("a", Map.of("b", "staff")))).isNull();
        assertThat(role("roles", Map.of("roles", Map.of("staff", Map.of("1", "x")))))
                .isEqualTo(Role.VIEWER); // an object's names, as some providers list roles
    }

    @Test
    void anAddressGivesARoleOnlyIfItWasVerified() {
        RoleClaim byAddress = new RoleClaim("email", Map.of("ann@example.com", Role.ADMIN));
        Map<String, Object> said = Map.of("email", "ann@example.com");
        assertThat(byAddress.role(said)).isNull();
        assertThat(byAddress.reason(said)).contains("\"email\" is verified, so it gives no role");
        assertThat(byAddress.role(Map.of("email", "ann@example.com", "email_verified", false)))
                .isNull();
        assertThat(byAddress.role(Map.of("email", "ann@example.com", "email_verified", true)))
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void whoHasNoneIsToldWhatTheClaimHeldAndWhatToSet() {
        assertThat(reason("groups", Map.of("groups", List.of("sales", "emea"))))
                .isEqualTo(
                        "the claim \"groups\" holds \"sales\", \"emea\", which gives no role here; an administrator names it"
                                + " in TIDEGATE_OIDC_ROLES, such as \"sales=viewer\", or changes the claim at the provider");
        assertThat(reason("groups", Map.of("sub", "1", "email", "a@b.example")))
                .isEqualTo(
                        "what the provider says has no claim \"groups\" with a value, it has \"email\", \"sub\"; an"
                                + " administrator lets the provider send that claim, or names another one in"
                                + " TIDEGATE_OIDC_ROLE_CLAIM");
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "x".repeat(500)).toList();
        assertThat(reason("groups", Map.of("groups", many)))
                .hasSizeLessThan(1_200)
                .contains("and 490 more");
    }

    @Test
    void aNameIsTheFirstThatIsOne() {
        assertThat(PersonNames.of(Map.of("email", "a@b.example"), "auth0|12"))
                .containsExactly("a@b.example", "auth0|12", "oidc-auth0-12");
        assertThat(
                        PersonNames.of(
                                Map.of(
                                        "preferred_username",
                                        "ann",
                                        "email",
                                        "x@y.example",
                                        "email_verified",
                                        false),
                                "1"))
                .containsExactly("ann", "1", "oidc-1");
    }
}
