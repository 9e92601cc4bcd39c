package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdministrationTest extends Browser {
    @Override
    protected String routes() {
        return "";
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(false)).first();
    }

    private Locator row(String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator inDialog(String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Stands for what the server has not, or tells only once. */
    private void answers(String path, String json) {
        page.route(
                "**" + path,
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(json)));
    }

    @Test
    void aSecretIsSetNeverShownAndDeletedAfterAQuestion() {
        expect("422 .*/api/secrets/");
        expect("status of 422");
        open("#/secrets");
        button("Set a secret").click();
        inDialog("Set").click();
        assertThat(field("Name")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByText("A name is needed")).isVisible();
        isFitToBeShown("secrets-form");
        field("Name").fill("crm-token");
        page.getByLabel("Secret (required)").fill("s3cret-text");
        inDialog("Set").click();
        assertThat(row("crm-token")).containsText("usable");
        assertThat(page.content()).doesNotContain("s3cret-text");
        isFitToBeShown("secrets");

        page.getByLabel("Delete crm-token").click();
        inDialog("Cancel").click();
        assertThat(row("crm-token")).isVisible();
        page.getByLabel("Delete crm-token").click();
        inDialog("Delete").click();
        assertThat(row("crm-token")).hasCount(0);
    }

    @Test
    void theAuditLogShowsAChangeBeforeAndAfter() {
        server.api("PUT", "/api/secrets/audited", "{\"text\":\"x\"}");
        open("#/audit?action=secret.set&target=audited");
        assertThat(row("secret.set")).containsText("admin");
        page.getByLabel("What secret.set changed").first().click();
        assertThat(page.locator("dialog[open]")).containsText("Before");
        isFitToBeShown("audit-change");
        page.keyboard().press("Escape");
        field("Who").fill("nobody");
        button("Filter").click();
        assertThat(page.getByText("No change fits these filters.")).isVisible();
        open("#/audit");
        assertThat(row("secret.set").first()).isVisible();
        isFitToBeShown("audit");
    }

    @Test
    void theSettingsInForceAreShownAndFound() {
        open("#/settings");
        assertThat(row("TIDEGATE_RETRY_ATTEMPTS")).containsText("the environment");
        assertThat(page.content()).doesNotContain(ConsoleServer.ADMIN);
        isFitToBeShown("settings");
        field("Search").fill("retry_att");
        assertThat(row("TIDEGATE_PORT")).hasCount(0);
    }

    @Test
    @SuppressWarnings("unchecked")
    void allThatTheBrowserHoldsIsOnItsPage() {
        open("#/storage");
        button("Dark").click();
        List<String> held =
                new ArrayList<>(
                        (List<String>)
                                page.evaluate(
                                        "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),"
                                                + " ...(await indexedDB.databases()).map(d => d.name),"
                                                + " ...(await caches.keys())]"));
        for (Cookie cookie : profile.cookies()) {
            held.add(cookie.name);
        }
        assertThat(held).contains("tidegate.theme");
        List<String> said =
                (List<String>)
                        page.evaluate(
                                "async () => (await import('/console/pages/storage/items.js')).ITEMS.map(i => i.name)");
        assertThat(said).containsAll(held);
        assertThat(page.getByRole(AriaRole.ROWHEADER).allTextContents())
                .containsExactlyElementsOf(said);
        button("As the system").click();
        isFitToBeShown("storage");
    }

    @Test
    void aTokenIsShownOnce() {
        answers(
                "/api/tokens",
                "{\"items\":[{\"id\":\"7\",\"name\":\"ci\",\"role\":\"operator\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"createdBy\":\"ann\",\"expiresAt\":\"2026-02-01T00:00:00Z\",\"lastUsedAt\":null}],\"next\":null,"
                        + "\"id\":\"8\",\"name\":\"deploy\",\"role\":\"viewer\",\"token\":\"tg_shown-once\"}");
        open("#/tokens");
        assertThat(row("ci")).containsText("expired");
        isFitToBeShown("tokens");
        button("Make a token").click();
        field("Name").fill("deploy");
        inDialog("Make it").click();
        assertThat(
                        page.getByLabel("The token", new Page.GetByLabelOptions().setExact(true))
                                .first())
                .hasValue("tg_shown-once");
        isFitToBeShown("tokens-made");
        inDialog("I have it").click();
        assertThat(page.content()).doesNotContain("tg_shown-once");
    }

    @Test
    void peopleAreInvitedByALinkAndChanged() {
        answers(
                "/api/people",
                "{\"items\":[{\"name\":\"ann\",\"role\":\"author\",\"signIn\":\"password\",\"active\":true,\"createdAt\":\"2026-01-01T00:00:00Z\",\"createdBy\":\"admin\",\"lastSignInAt\":null,\"sessions\":1}],\"next\":null,"
                        + "\"name\":\"bob\",\"invitation\":\"/console/#/invitation/abc\",\"invitationExpiresAt\":\"2030-01-01T00:00:00Z\"}");
        open("#/people");
        isFitToBeShown("people");
        button("Change ann").click();
        assertThat(page.locator("dialog[open]")).containsText("Sign out everywhere");
        isFitToBeShown("people-change");
        page.keyboard().press("Escape");
        button("Invite somebody").click();
        field("Name").fill("bob");
        inDialog("Invite").click();
        assertThat(page.getByLabel("Link to hand over"))
                .hasValue(server.url() + "/console/#/invitation/abc");
        isFitToBeShown("people-link");
    }

    @Test
    void onesOwnPasswordAndSessionsAreOnOnePage() {
        answers(
                "/api/me",
                "{\"name\":\"ann\",\"role\":\"author\",\"by\":\"password\",\"expiresAt\":\"2030-01-01T00:00:00Z\",\"sessions\":["
                        + "{\"id\":\"1\",\"startedAt\":\"2026-01-01T00:00:00Z\",\"lastSeenAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2030-01-01T00:00:00Z\",\"from\":\"10.0.0.1\",\"agent\":\"Firefox\",\"current\":true},"
                        + "{\"id\":\"2\",\"startedAt\":\"2026-01-01T00:00:00Z\",\"lastSeenAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2030-01-01T00:00:00Z\",\"from\":\"10.0.0.2\",\"agent\":\"Safari\",\"current\":false}]}");
        open("#/me");
        page.getByLabel("New password (required)").fill("short");
        button("Change it").click();
        assertThat(page.getByText("5 characters; at least 12 are needed")).isVisible();
        assertThat(row("Firefox")).containsText("this one");
        assertThat(row("Safari")).containsText("End");
        isFitToBeShown("me");
    }
}
