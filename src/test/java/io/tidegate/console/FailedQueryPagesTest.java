package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class FailedQueryPagesTest extends StoriesBrowser {
    private static final String CY = "{\"name\":\"Cy\",\"email\":\"cy@mail.example\"}";

    @Test
    void theListShowsWhatIsOpenAndItsFiltersStandInTheAddress() {
        open("#/failed");
        assertThat(row("story.refused → story-refused").first()).containsText("422");
        isFitToBeShown("failed");
        page.getByLabel("Failed at").selectOption("mapping");
        assertThat(page).hasURL(stories.origin() + "/console/#/failed?stage=mapping");
        assertThat(page.locator("tbody tr")).hasCount(1);
    }

    @Test
    void oneSaysWhyAndWhereItFailedAndWhatWasSentAndAnswered() throws Exception {
        open("#/failed/" + stories.failedQuery("refused-1"));
        assertThat(page.locator(".tg-why")).containsText("422");
        assertThat(page.getByText("https://api.refused.example/v1/contacts").first()).isVisible();
        assertThat(page.getByLabel("Response body")).containsText("answers this with 422");
        page.getByText("Headers (3)").click();
        assertThat(page.getByText("Bearer {{secret:refused-token}}")).isVisible();
        isFitToBeShown("failed-query");
    }

    @Test
    void oneIsReplayedAsItWas() throws Exception {
        String id = stories.fails("again-1", "story.refused", CY);
        stories.mended("api.refused.example");
        open("#/failed/" + id);
        button("Replay as it was").click();
        stories.ends("again-1", "delivered");
        assertThat(page.locator("h1 + *")).hasText("replayed");
        assertThat(page.getByText("What can be done")).isHidden();
        stories.failing("api.refused.example", 422);
    }

    @Test
    void oneIsReplayedEditedAndItsSecretsStayReferences() throws Exception {
        String id = stories.fails("edited-1", "story.refused", CY);
        open("#/failed/" + id);
        button("Edit, then replay").click();
        assertThat(page.getByLabel("Value of Authorization"))
                .hasValue("Bearer {{secret:refused-token}}");
        assertThat(button("Replay edited")).isDisabled();
        page.getByLabel("URL (POST)").fill("https://api.shop.example/v1/contacts");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Body"))
                .fill("{\"name\":\"Cyrus\"}");
        assertThat(page.getByText("Changed: url, body")).isVisible();
        isFitToBeShown("failed-query-edit");
        button("Replay edited").click();
        stories.ends("edited-1", "delivered");
        org.assertj.core.api.Assertions.assertThat(stories.get("/sandbox/requests"))
                .contains("Cyrus", "Bearer sandbox-refused-token");
    }

    @Test
    void anEditThatIsRefusedSaysWhere() throws Exception {
        expect("422");
        open("#/failed/" + stories.failedQuery("refused-1"));
        button("Edit, then replay").click();
        page.getByLabel("URL (POST)").fill("nowhere");
        button("Replay edited").click();
        assertThat(page.getByRole(AriaRole.ALERT).first())
                .containsText("allowed is an absolute http or https URL");
        page.getByLabel("URL (POST)").fill("https://api.refused.example/v1/contacts");
    }

    @Test
    void oneThatNeverHadARequestIsReplayedFromItsEventOrDiscarded() throws Exception {
        String id = stories.fails("event-1", "story.mapping", "{}");
        open("#/failed/" + id);
        assertThat(page.locator(".tg-why")).containsText("email");
        assertThat(button("Replay as it was")).isHidden();
        button("Replay from the event").click();
        assertThat(page.locator("h1 + *")).hasText("replayed");
        stories.ends("event-1", "failed");

        open("#/failed/" + stories.failedQuery("event-1"));
        button("Discard").click();
        isFitToBeShown("failed-query-discard");
        answer("Discard").click();
        assertThat(page.locator("h1 + *")).hasText("discarded");
    }

    @Test
    void aDeliveryOffersTheReplayToo() throws Exception {
        stories.fails("offer-1", "story.refused", CY);
        open("#/deliveries/" + stories.delivery("offer-1"));
        button("Discard").click();
        answer("Discard").click();
        assertThat(page.getByText("discarded by")).isVisible();
        assertThat(button("Replay as it was")).isHidden();
    }

    @Test
    void aViewerIsOfferedNothingThatChangesAnything() throws Exception {
        assumeTrue(stories.hasPeople());
        signInAs("viewer");
        open("#/failed/" + stories.failedQuery("refused-1"));
        assertThat(page.locator(".tg-why")).isVisible();
        assertThat(page.getByText("What can be done")).isHidden();
        open("#/failed");
        assertThat(row("story.refused").first()).isVisible();
        assertThat(button("Replay or discard these")).isHidden();
        open("#/deliveries/" + stories.delivery("order-1"));
        assertThat(step("All rules held")).containsText("is shown to operators");
        assertThat(button("Run after hooks again")).isHidden();
    }
}
