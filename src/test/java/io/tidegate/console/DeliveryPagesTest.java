package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryPagesTest extends StoriesBrowser {
    @Test
    void theListShowsEveryEndAndItsFiltersStandInTheAddress() {
        open("#/deliveries");
        assertThat(row("story.order → story-orders").first()).isVisible();
        isFitToBeShown("deliveries");

        page.getByLabel("Status").selectOption("failed");
        assertThat(page).hasURL(stories.origin() + "/console/#/deliveries?status=failed");
        assertThat(page.locator("tbody tr")).hasCount(5);
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
}
