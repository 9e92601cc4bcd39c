package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may sign in, and with which tokens, with a second browser for whom it is about. */
class PeopleAndTokensTest extends EditingBrowser {
    private BrowserContext theirs;
    private Page their;

    @AfterEach
    void leave() {
        if (theirs != null) {
            theirs.close();
            theirs = null;
        }
    }

    private void comes() {
        theirs = Chromium.browser().newContext();
        theirs.setDefaultTimeout(10_000);
        their = theirs.newPage();
    }

    private Locator theirHeading() {
        return their.locator("h1");
    }

    private Locator theirs(String label) {
        return their.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void theyPress(String button) {
        their.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void theyChoose(String link, String password) {
        their.navigate("about:blank");
        their.navigate(link);
        theirs("Password").fill(password);
        theirs("Password again").fill(password);
        theyPress("Go on");
    }

    /** The link that the dialog shows this once. */
    private String link() {
        String link = page.getByLabel("Link to hand over").inputValue();
        inDialog("I have it").click();
        assertThat(page.content()).doesNotContain(link.substring(link.lastIndexOf('/') + 1));
        return link;
    }

    @Test
    void somebodyIsInvitedChangedSignedOutShutOutAndDeleted() {
        open("#/people");
        button("Invite somebody").click();
        field("Name (required)").fill("grace");
        field("Role").selectOption("operator");
        inDialog("Invite").click();
        String link = link();
        assertThat(row("grace")).containsText("invited");
        comes();
        theyChoose(link, PASSWORD);
        assertThat(theirHeading()).hasText("Overview");
        assertThat(their.locator(".tg-side-foot")).containsText("operator");

        page.reload();
        assertThat(row("grace")).containsText("active");
        assertThat(row("some-admin")).containsText("(you)");
        pictured("people-real");
        button("Change grace").click();
        dialog().getByLabel("Role").selectOption("viewer");
        inDialog("Save the role").click();
        assertThat(row("grace")).containsText("viewer");
        their.reload();
        assertThat(their.locator(".tg-side-foot")).containsText("viewer");

        button("Change grace").click();
        inDialog("Sign out everywhere").click();
        assertThat(toasts()).containsText("grace is signed out everywhere");
        their.reload();
        assertThat(theirHeading()).hasText("Sign in to Tidegate");

        button("Change grace").click();
        inDialog("Deactivate").click();
        assertThat(dialog().last()).containsText("cannot sign in until they are activated");
        pictured("people-deactivate");
        inDialog("Deactivate").last().click();
        assertThat(row("grace")).containsText("inactive");
        theySignIn(PASSWORD);
        assertThat(their.locator(".tg-error")).isVisible();

        button("Change grace").click();
        inDialog("Activate").click();
        assertThat(toasts()).containsText("grace is active");
        button("Change grace").click();
        inDialog("New link").click();
        theyChoose(link(), "another quiet harbour lantern");
        assertThat(theirHeading()).hasText("Overview");
        expectNothingOf("grace");
    }

    private void theySignIn(String password) {
        theirs("Name").fill("grace");
        theirs("Password").fill(password);
        theyPress("Sign in");
    }

    private void expectNothingOf(String name) {
        button("Change " + name).click();
        inDialog("Delete").click();
        inDialog("Delete").last().click();
        assertThat(row(name)).hasCount(0);
        their.reload();
        assertThat(theirHeading()).hasText("Sign in to Tidegate");
        open("#/audit?target=" + name);
        for (String action : new String[] {"create", "change", "sign-out", "invite", "delete"}) {
            assertThat(row("person." + action).first()).containsText("some-admin");
        }
    }

    @Test
    void theLastAdministratorStays() {
        expect("409");
        open("#/people");
        button("Change some-admin").click();
        dialog().getByLabel("Role").selectOption("viewer");
        inDialog("Save the role").click();
        assertThat(dialog()).containsText("is the last one who can sign in as admin");
        pictured("people-last");
        page.keyboard().press("Escape");
        assertThat(row("some-admin")).containsText("admin");
    }

    @Test
    void aTokenMayWhatItsRoleMayUntilItIsRevoked() {
        open("#/tokens");
        assertThat(page.getByText("There is no token yet.")).isVisible();
        button("Make a token").click();
        field("Name (required)").fill("deploy");
        field("Role").selectOption("operator");
        field("Expires").selectOption("30");
        inDialog("Make it").click();
        String token = field("The token").inputValue();
        inDialog("I have it").click();
        assertThat(page.content()).doesNotContain(token);
        assertThat(row("deploy")).containsText("never");

        assertThat(answers("GET", "/api/connectors", null, token)).isEqualTo(200);
        assertThat(answers("PUT", "/api/secrets/x", "{\"text\":\"x\"}", token)).isEqualTo(403);
        page.reload();
        assertThat(row("deploy")).containsText("just now");
        pictured("tokens-real");

        button("Revoke deploy").click();
        inDialog("Revoke").click();
        assertThat(row("deploy")).hasCount(0);
        assertThat(answers("GET", "/api/connectors", null, token)).isEqualTo(401);
    }

    private int answers(String method, String path, String body, String token) {
        return server.send(method, path, body, token, "application/json").statusCode();
    }
}
