package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * As somebody new: from the link of the first start to a connector that delivers, fails, is
 * replayed and switched off, with nothing but a browser.
 */
class FirstConnectorTest extends EditingBrowser {
    private static final String SIGNING = "whsec_bm90IGEgc2VjcmV0LCBidXQgbG9uZyBlbm91Z2g=";

    @Override
    protected Map<String, String> settings() {
        return Map.of("TIDEGATE_RETRY_ATTEMPTS", "5");
    }

    @Override
    protected void signIn() {
        // nobody can yet
    }

    @Test
    void isSetUpInTheBrowserDeliversFailsIsReplayedAndSwitchedOff() {
        theAdministratorIsMade();
        theWayToANewConnectorIsShown();
        theDestinationIsChosenAndItsSecretStored();
        theTriggerRuleAndMappingAreChosen();
        itIsTriedAndSaved();
        anEventIsDeliveredAndSeenWithoutReloading();
        aFailureIsSeenWithItsReason();
        itIsReplayedOnceTheReceiverIsMended();
        itIsDeactivatedAndTakenBack();
    }

    private void theAdministratorIsMade() {
        open(server.setupLink());
        field("Name").fill("ada");
        field("Password").fill(PASSWORD);
        field("Password again").fill(PASSWORD);
        pictured("first-1-set-up");
        button("Make the administrator").click();
        assertThat(heading()).hasText("Overview");
    }

    private void theWayToANewConnectorIsShown() {
        assertThat(page.getByText("There is no connector yet.")).isVisible();
        pictured("first-2-overview");
        link("Set up the first one").click();
        card("Send events out").click();
        assertThat(heading()).hasText("New connector: events out");
    }

    private void theDestinationIsChosenAndItsSecretStored() {
        field("Title").fill("Readers to our shop");
        field("Search destinations").fill("signed");
        isFitToBeShown("first-3-destinations");
        card("Webhook, signed").click();
        field("Address (required)").fill(thirdParty.url() + "/readers");
        field("Signing secret (required)").selectOption("+");
        assertThat(field("Name of the new secret")).hasValue("webhook-signing-secret");
        field("Name of the new secret").fill("shop-signing");
        assertThat(page.locator(".edit-secrets")).containsText("not set");
        field("Text of shop-signing").fill(SIGNING);
        pictured("first-4-destination");
        button("Store the secret shop-signing").click();
        assertThat(toasts()).containsText("The secret shop-signing is set");
        assertThat(page.locator(".edit-secrets")).containsText("by ada");
    }

    private void theTriggerRuleAndMappingAreChosen() {
        checkbox("Register").check();
        button("Add a rule").click();
        field("Field").fill("$.data.EmailVerified");
        field("Compared as").selectOption("boolean");
        button("Add a field").click();
        field("Target").fill("email");
        field("Source").fill("$.data.Email[0].Value");
        button("More of email").click();
        field("Add a converter").selectOption("lower");
        field("Repeats").fill("0");
    }

    private void itIsTriedAndSaved() {
        assertThat(tryPane()).containsText("No such event has come yet");
        field("On").selectOption("typed");
        assertThat(tryPane()).containsText("would be sent");
        assertThat(field("Request body")).containsText("ada@mail.example");
        isFitToBeShown("first-5-tried");
        assertThat(thirdParty.bodies()).as("nothing is sent by trying").isEmpty();
        button("Save and start").click();
        assertThat(page).hasURL(Pattern.compile("#/connectors/readers-to-our-shop$"));
        assertThat(heading()).hasText("Readers to our shop");
        pictured("first-6-saved");
    }

    private void anEventIsDeliveredAndSeenWithoutReloading() {
        registered("grace");
        assertThat(delivery("grace")).containsText("delivered");
        assertThat(thirdParty.bodies()).containsExactly("{\"email\":\"grace@mail.example\"}");
        assertThat(thirdParty.headers("webhook-signature").get(0)).startsWith("v1,");
        pictured("first-7-delivered");
    }

    private void aFailureIsSeenWithItsReason() {
        thirdParty.answers(422, "{\"error\":\"the list of readers is full\"}");
        registered("linus");
        assertThat(delivery("linus")).containsText("failed");
        assertThat(page.locator(".tg-nav .tg-count")).hasText("1");
        isFitToBeShown("first-8-failed");
        delivery("linus").getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator(".tg-why")).containsText("422");
        assertThat(page.locator("main")).containsText("the list of readers is full");
        pictured("first-9-why");
    }

    private void itIsReplayedOnceTheReceiverIsMended() {
        thirdParty.answers(200, "{\"ok\":true}");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Failed queries"))
                .first()
                .click();
        row("readers-to-our-shop").getByRole(AriaRole.LINK).first().click();
        button("Replay as it was").click();
        assertThat(page.locator("h1 + *")).hasText("replayed");
        pictured("first-10-replayed");
        link("Its whole life").click();
        assertThat(page.locator("h1 + *")).hasText("delivered");
        pictured("first-11-delivered-after-all");
        List<String> keys = thirdParty.headers("webhook-id");
        assertThat(keys).hasSize(3);
        assertThat(keys.get(2)).as("the same request again").isEqualTo(keys.get(1));
        assertThat(thirdParty.bodies().get(2)).isEqualTo("{\"email\":\"linus@mail.example\"}");
    }

    private void itIsDeactivatedAndTakenBack() {
        link("Connectors").first().click();
        button("Deactivate readers-to-our-shop").click();
        assertThat(toasts()).containsText("readers-to-our-shop is inactive");
        assertThat(state()).isEqualTo("inactive");
        isFitToBeShown("first-12-deactivated");
        button("Undo").click();
        assertThat(row("Readers to our shop")).containsText("active");
        assertThat(state()).isEqualTo("active");
        pictured("first-13-taken-back");
    }

    private Object state() {
        return get("/api/connectors/readers-to-our-shop").get("state");
    }

    private Locator delivery(String subject) {
        return row(subject);
    }

    private void registered(String name) {
        server.event(
                "registered-" + name,
                "Register",
                name,
                "{\"EmailVerified\":true,\"Email\":[{\"Type\":\"Primary\",\"Value\":\"%s@Mail.Example\"}]}"
                        .formatted(name));
    }
}
