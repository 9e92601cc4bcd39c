package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The overview, the list of connectors and one connector, over deliveries that really ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectorPagesTest extends Browser {
    /** Markup, a direction override, a space without width. */
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)>\u202egnp.exe\u200b</script>{{7*7}}";

    @Override
    protected String routes() {
        return """
        - outflow:
            id: crm
            title: Customers to the CRM
            system: crm
            on: [Register, UpdateProfile]
            rules: [ "$[?(@.data.Verified == true)]" ]
            mapping:
              email: { from: $.data.Email, convert: [trim, lower] }
            to: { uri: "%s/contacts", method: PUT }
        - outflow:
            id: newsletter
            on: [Login]
            mapping: { email: $.data.Email }
            to: "%s/letters"
        """
                .formatted(thirdParty.url(), thirdParty.url());
    }

    @Override
    protected void given() {
        for (int i = 0; i < 5; i++) {
            server.event(
                    "ok-" + i,
                    "Register",
                    "user-" + i,
                    "{\"Verified\":true,\"Email\":\"a@b.example\"}");
        }
        server.event("skip", "Register", "user-s", "{\"Verified\":false}");
        await().until(() -> thirdParty.bodies().size() == 5);
        thirdParty.answers(400, "<script>alert('" + "no".repeat(20) + "')</script>");
        server.event(
                "bad", "UpdateProfile", HOSTILE, "{\"Verified\":true,\"Email\":\"a@b.example\"}");
        server.event(
                "long",
                "Register",
                "s".repeat(1_000),
                "{\"Verified\":true,\"Email\":\"" + "x".repeat(900_000) + "\"}");
        await().until(() -> ended() == 8);
        thirdParty.answers(200, "{}");
    }

    private int ended() {
        Object list = server.api("GET", "/api/deliveries?limit=50", null);
        return (int)
                ((java.util.List<?>) ((Map<?, ?>) list).get("items"))
                        .stream()
                                .filter(one -> ((Map<?, ?>) one).get("finishedAt") != null)
                                .count();
    }

    @Test
    @Order(1)
    void theOverviewSaysWhatTheApiSays() {
        open("#/");
        assertThat(figure("Events in, last day")).containsText("8");
        assertThat(figure("Delivered")).containsText("5");
        assertThat(figure("Skipped")).containsText("1");
        assertThat(figure("Failed")).containsText("2");
        assertThat(figure("Failed queries, open")).containsText("2");
        assertThat(page.locator(".tg-attention")).containsText("crm");
        assertThat(row("crm")).containsText("71.4%");
        isFitToBeShown("overview");
    }

    private Locator figure(String word) {
        return page.locator(".tg-figure")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        page.getByText(
                                                word,
                                                new com.microsoft.playwright.Page.GetByTextOptions()
                                                        .setExact(true))));
    }

    private Locator row(String text) {
        return page.locator(
                "tbody tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText(text));
    }

    @Test
    @Order(2)
    void connectorsAreFoundByTheirWords() {
        open("#/connectors");
        assertThat(page.locator("tbody tr")).hasCount(2);
        page.getByLabel("Search connectors").fill("LOGIN");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(row("newsletter")).isVisible();
        page.getByLabel("Search connectors").fill("nothing like it");
        assertThat(page.locator(".tg-empty")).hasText("No connector has these words.");
        page.getByLabel("Search connectors").fill("");
        isFitToBeShown("connectors");
    }

    @Test
    @Order(3)
    void oneClickDeactivatesAndAnotherTakesItBack() {
        open("#/connectors");
        button("Deactivate newsletter").click();
        assertThat(row("newsletter")).hasCount(0);
        assertThat(link("Inactive 1")).isVisible();
        assertThat(state("newsletter")).isEqualTo("inactive");
        button("Undo").click();
        assertThat(row("newsletter")).isVisible();
        assertThat(state("newsletter")).isEqualTo("active");
    }

    private Object state(String id) {
        return ((Map<?, ?>) server.api("GET", "/api/connectors/" + id, null)).get("state");
    }

    @Test
    @Order(4)
    void aConnectorIsThePictureOfItsWay() {
        open("#/connectors/crm");
        assertThat(heading()).hasText("Customers to the CRM");
        Locator stages = page.locator(".tg-path-stage h3");
        assertThat(stages).hasText(new String[] {"Trigger", "Rules", "Mapping", "Destination"});
        assertThat(page.locator(".tg-path-stage", has("Rules")))
                .containsText("8 in, 7 on, 1 skipped");
        assertThat(page.locator(".tg-path-stage", has("Destination"))).containsText("2 failed");
        isFitToBeShown("connector");
    }

    private static com.microsoft.playwright.Page.LocatorOptions has(String text) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
    }

    @Test
    @Order(5)
    void whatIsHostileIsShownAsText() {
        open("#/connectors/crm");
        Locator bad = row("<img src=x onerror=alert(1)>");
        assertThat(bad).containsText("U+202Egnp.exeU+200B");
        assertThat(bad.locator("img")).hasCount(0);
        assertThat(page.locator("tbody")).not().containsText("s".repeat(100));
        isFitToBeShown("connector-hostile");
    }

    @Test
    @Order(6)
    void theConfigurationOfAFileIsReadOnlyAndSaysWhere() {
        open("#/connectors/crm/configuration");
        assertThat(page.locator("main")).containsText("test.camel.yaml:");
        assertThat(page.getByLabel("Configuration as YAML")).containsText("id: crm");
        assertThat(link("Edit")).hasCount(0);
        isFitToBeShown("connector-configuration");
    }

    @Test
    @Order(7)
    void whatHappensIsSeenWithoutReloading() {
        open("#/connectors/newsletter");
        assertThat(page.locator(".tg-empty")).isVisible();
        server.event("live", "Login", "somebody-new", "{\"Email\":\"c@d.example\"}");
        assertThat(row("somebody-new")).containsText("delivered");
    }

    @Test
    @Order(8)
    void aConnectorThatIsNotThereSaysSo() {
        expect("404");
        open("#/connectors/nobody");
        assertThat(page.locator(".tg-error")).containsText("there is no connector nobody");
    }
}
