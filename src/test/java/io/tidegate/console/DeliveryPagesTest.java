package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class DeliveryPagesTest extends StoriesBrowser {
    @Test
    void theListShowsEveryEndAndItsFiltersStandInTheAddress() {
        open("#/deliveries?source=%2Fstories");
        assertThat(row("story.order → story-orders").first()).isVisible();
        isFitToBeShown("deliveries");

        page.getByLabel("Status").selectOption("failed");
        assertThat(page)
                .hasURL(stories.origin() + "/console/#/deliveries?source=%2Fstories&status=failed");
        assertThat(page.locator("tbody tr")).hasCount(5);
        assertThat(page.getByLabel("The event’s source")).hasValue("/stories");
        page.getByLabel("Connector").selectOption("story-mapping-fails");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(row("required, but $.data.email selected nothing")).isVisible();
        button("Clear").click();
        assertThat(page).hasURL(stories.origin() + "/console/#/deliveries");
    }

    @Test
    void aDeliveryIsToldFromItsEventToItsAfterHooks() throws Exception {
        open("#/deliveries/" + stories.delivery("order-1"));
        assertThat(heading()).hasText("story.order → story-orders");
        assertThat(step("All rules held")).containsText("$[?(@.data.total > 0)]");
        assertThat(step("All rules held")).containsText("As today’s connector would make it");
        assertThat(step("Mapping")).containsText("customer.name");
        assertThat(step("The request")).containsText("https://api.shop.example/v1/orders/o-1");
        assertThat(step("The request")).containsText("As it was made then");
        assertThat(step("Attempt 1: answered 200")).isVisible();
        assertThat(step("After hooks have run")).isVisible();
        isFitToBeShown("delivery");
    }

    @Test
    void whereItFailedStandsWhyItFailed() throws Exception {
        failedAt("rule-1", "A rule could not be judged", "more than 20 million steps");
        failedAt("before-1", "A before hook failed", "this hook has no use for before-1");
        failedAt("mapping-1", "The mapping failed", "$.data.email selected nothing");
        failedAt("request-1", "No request could be made", "it would go to another address");
        failedAt("refused-1", "Failed", "422");
        isFitToBeShown("delivery-failed");
    }

    private void failedAt(String event, String step, String why) throws Exception {
        open("#/deliveries/" + stories.delivery(event));
        assertThat(step(step)).containsText(why);
        assertThat(page.getByText("A failed query was written")).isVisible();
    }

    @Test
    void aSkippedOneSaysWhichRuleAndAWaitingOneWhen() throws Exception {
        open("#/deliveries/" + stories.delivery("order-free"));
        assertThat(step("A rule did not hold")).containsText("$[?(@.data.total > 0)]");
        assertThat(step("Skipped")).isVisible();

        open("#/deliveries/" + stories.delivery("waiting-1"));
        assertThat(step("Waiting")).containsText("Due in 5");

        open("#/deliveries/" + stories.delivery("held-1"));
        assertThat(step("Waiting")).containsText("the connector is inactive");
    }

    @Test
    void whatAnInflowDidToTheAccountIsSaidInWords() throws Exception {
        open("#/deliveries/" + stories.delivery("c-1"));
        assertThat(step("The action")).containsText("upsert-account");
        assertThat(step("Attempt 1: answered 200")).containsText("HTML stripped");
        assertThat(step("Attempt 1: answered 200")).containsText("calls to the identity provider");
        assertThat(step("Delivered")).containsText("a new account was made");
        assertThat(step("It made 1 event")).containsText("story-mail");
        isFitToBeShown("delivery-inflow");

        open("#/deliveries/" + stories.delivery("c-2"));
        assertThat(step("Attempt 1: answered 200")).containsText("fills only empty fields");
    }

    @Test
    void afterHooksRunAgainWhenAsked() throws Exception {
        String id = stories.delivery("after-1");
        open("#/deliveries/" + id);
        assertThat(step("An after hook failed")).containsText("this hook has no use");
        button("Run after hooks again").click();
        answer("Run them again").click();
        assertThat(page.getByText("The after hooks run again").first()).isVisible();
    }

    @Test
    void theListIsWalkedByKeysAndOpensByEnter() {
        open("#/deliveries?connector=story-orders");
        assertThat(page.locator("tbody tr")).hasCount(2);
        page.locator("tbody a").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("tbody a").nth(1)).isFocused();
        page.keyboard().press("Enter");
        assertThat(heading()).hasText("story.order → story-orders");
        assertThat(heading()).isFocused();
    }

    @Test
    void anEventShowsItsDataAndItsTraceAsATree() throws Exception {
        open("#/events/c-1?source=%2Finflow%2Fstory-in");
        assertThat(page.locator(".tg-trace")).containsText("story-in");
        assertThat(page.locator(".tg-trace ul ul ul")).containsText("story-mail");
        assertThat(page.getByLabel("Data of the event")).containsText("ann@mail.example");
        isFitToBeShown("event");
        page.locator(".tg-trace").getByText("story-mail").click();
        assertThat(heading()).hasText("Register → story-mail");
        assertThat(page.locator(".tg-trace [aria-current]")).hasText("story-mail");
    }

    @Test
    void whatIsNotThereSaysSo() {
        expect("404");
        open("#/deliveries/123");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no delivery");
    }

    @Test
    void aNewDeliveryAppearsWithoutReloading() throws Exception {
        open("#/deliveries?subject=subject-of-live-1");
        assertThat(page.getByText("No delivery fits these filters.")).isVisible();
        stories.event("live-1", "story.order", "{\"id\":\"l\",\"total\":1}");
        assertThat(page.locator("tbody tr")).hasCount(1);
    }
}
