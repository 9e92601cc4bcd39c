package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From the link of the first start to an invited colleague, by hand. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInTest extends Browser {
    @Override
    protected String routes() {
        return "";
    }

    @Override
    protected void signIn() {
        // nobody yet
    }

    @Test
    @Order(1)
    void theFirstLinkMakesTheAdministrator() {
        open("#/");
        assertThat(page.locator("main")).containsText("Nobody can sign in yet");
        open(server.setupLink());
        isFitToBeShown("setup");
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Password", exactly()).fill("short");
        page.getByLabel("Password again").fill("other");
        button("Make the administrator").click();
        assertThat(page.locator("main")).containsText("5 characters; at least 12 are needed");
        assertThat(page.locator("main"))
                .containsText("This is another password than the one above");
        page.getByLabel("Password", exactly()).fill(PASSWORD);
        page.getByLabel("Password again").fill(PASSWORD);
        button("Make the administrator").click();
        assertThat(heading()).hasText("Overview");
        assertThat(page.locator(".tg-side-foot")).containsText("ada");
    }

    private static com.microsoft.playwright.Page.GetByLabelOptions exactly() {
        return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
    }

    private void enter(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
    }

    @Test
    @Order(2)
    void oneIsLedBackToWhereOneWanted() {
        open("#/connectors?show=inactive");
        assertThat(heading()).hasText("Sign in to Tidegate");
        isFitToBeShown("sign-in");
        enter("ada", PASSWORD);
        assertThat(page).hasURL(server.url() + "/console/#/connectors?show=inactive");
        assertThat(page.locator(".tg-empty")).isVisible(); // nothing is asked for any more
        button("Sign out").click();
        assertThat(heading()).hasText("Sign in to Tidegate");
        assertThat(profile.cookies()).isEmpty();
    }

    @Test
    @Order(3)
    void aWrongPasswordSaysNotWhatWasWrong() {
        expect("401");
        open("#/sign-in");
        enter("ada", "wrong horse battery staple");
        String wrong = page.locator(".tg-error").innerText();
        enter("nobody-of-this-name", "wrong horse battery staple");
        assertThat(page.locator(".tg-error")).hasText(wrong);
    }

    @Test
    @Order(4)
    void aSessionThatEndedLeadsToTheSignInPage() {
        expect("401");
        open("#/sign-in");
        enter("ada", PASSWORD);
        assertThat(heading()).hasText("Overview");
        profile.clearCookies();
        page.evaluate("location.hash = '#/connectors'");
        assertThat(heading()).hasText("Sign in to Tidegate");
    }

    @Test
    @Order(5)
    void whoIsInvitedChoosesAPasswordAndSeesWhatTheyMay() {
        open("#/invitation/" + server.invite("grace", "viewer"));
        isFitToBeShown("invitation");
        page.getByLabel("Password", exactly()).fill(PASSWORD);
        page.getByLabel("Password again").fill(PASSWORD);
        button("Go on").click();
        assertThat(heading()).hasText("Overview");
        assertThat(link("People")).hasCount(0);
        assertThat(link("Secrets")).hasCount(0);
    }

    @Test
    @Order(6)
    void aLinkWorksOnce() {
        expect("403");
        open(server.setupLink());
        page.getByLabel("Name").fill("eve");
        page.getByLabel("Password", exactly()).fill(PASSWORD);
        page.getByLabel("Password again").fill(PASSWORD);
        button("Make the administrator").click();
        assertThat(page.locator(".tg-error")).isVisible();
    }
}
