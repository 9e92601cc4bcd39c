package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.oidc.TestProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The organisation's sign-in, at another site than the console, by hand. */
class ProviderPagesTest extends Browser {
    private TestProvider provider;

    @Override
    protected String routes() {
        return "";
    }

    @Override
    protected Map<String, String> settings() {
        try {
            provider = new TestProvider();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "TIDEGATE_OIDC_ISSUER",
                provider.issuer(),
                "TIDEGATE_OIDC_CLIENT_ID",
                TestProvider.CLIENT,
                "TIDEGATE_OIDC_CLIENT_SECRET",
                TestProvider.SECRET,
                "TIDEGATE_OIDC_ROLES",
                "tide-admins=admin",
                "TIDEGATE_OIDC_TITLE",
                "Sign in with Tide");
    }

    @Override
    protected void given() {
        provider.redirect = server.url() + "/console/oidc/callback";
    }

    @AfterAll
    void stop() {
        provider.close();
    }

    @Override
    protected void signIn() {
        // nobody yet
    }

    @Test
    void oneComesBackToWhereOneWantedAndGoesAgain() {
        provider.says("ada-1", "ada@example.com", "tide-admins");
        open("#/people");
        assertThat(heading()).hasText("Sign in to Tidegate");
        assertThat(page.locator("main")).containsText("Nobody was here yet.");
        isFitToBeShown("sign-in-provider");
        link("Sign in with Tide").click();
        assertThat(page).hasTitle("The provider");
        link("Go on").click();
        assertThat(page).hasURL(server.url() + "/console/#/people");
        assertThat(heading()).hasText("People");
        button("Change ada@example.com").click();
        assertThat(page.locator("dialog[open]"))
                .containsText("Their role is the one that the organisation’s sign-in gives");
        page.reload(); // the session's cookie comes along by itself
        assertThat(heading()).hasText("People");
        open("#/me");
        assertThat(page.locator("main")).containsText("the organisation’s sign-in");
        assertThat(page.getByText("Change the password")).hasCount(0);
        button("Sign out").click();
        assertThat(heading()).hasText("Sign in to Tidegate");
        assertThat(profile.cookies()).isEmpty();
    }

    @Test
    void whatTheProviderRefusesIsShownAsText() {
        provider.says("eve-1", "eve", "nobody");
        provider.answers(
                Map.of(
                        "code",
                        "",
                        "error",
                        "access_denied",
                        "error_description",
                        "<img src=x onerror=alert(1)>"));
        open("#/sign-in");
        link("Sign in with Tide").click();
        link("Go on").click();
        assertThat(page.locator(".tg-error"))
                .containsText("the provider refused: access_denied, <img src=x onerror=alert(1)>");
        isFitToBeShown("sign-in-provider-refused");
        assertThat(names()).isEmpty();

        provider.answers(Map.of());
        link("Sign in with Tide").click();
        link("Go on").click();
        assertThat(page.locator(".tg-error"))
                .containsText("the claim \"groups\" holds \"nobody\", which gives no role here");
        page.reload();
        assertThat(heading()).hasText("Sign in to Tidegate");
        assertThat(page.locator(".tg-error")).hasCount(0);
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return profile.cookies().stream().map(cookie -> cookie.name).toList();
    }
}
