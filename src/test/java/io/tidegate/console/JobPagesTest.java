package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPagesTest extends StoriesBrowser {
    @Test
    void manyAreCountedThenReplayedByAJobThatTellsItsProgress() throws Exception {
        for (int i = 1; i <= 3; i++) {
            stories.fails("many-" + i, "story.refused", "{\"name\":\"n" + i + "\"}");
        }
        stories.mended("api.refused.example");
        open("#/failed?connector=story-refused");
        assertThat(page.locator("tbody tr")).hasCount(4);
        button("Replay or discard these").click();
        isFitToBeShown("bulk");
        answer("Count them first").click();
        assertThat(page.getByText("4 open failed queries")).isVisible();
        isFitToBeShown("bulk-counted");
        answer("Replay 4").click();

        assertThat(heading()).hasText("Replay as it was: 4 failed queries");
        assertThat(page.locator("h1 + *")).hasText("done");
        assertThat(page.locator("main").getByText("4 of 4")).isVisible();
        stories.ends("many-3", "delivered");
        isFitToBeShown("job");

        link("Jobs").first().click();
        assertThat(row("Replay as it was")).containsText("connector story-refused");
        isFitToBeShown("jobs");
        stories.failing("api.refused.example", 422);
    }

    @Test
    void manyAreDiscardedOnlyAfterTheirNumberWasShown() throws Exception {
        stories.fails("gone-1", "story.mapping", "{}");
        open("#/failed?connector=story-mapping-fails");
        button("Replay or discard these").click();
        page.getByText("Discard all of them").click();
        answer("Count them first").click();
        assertThat(page.getByText("2 open failed queries")).isVisible();
        answer("Back").click();
        answer("Cancel").click();
        assertThat(page.locator("tbody tr")).hasCount(2);

        button("Replay or discard these").click();
        page.getByText("Discard all of them").click();
        answer("Count them first").click();
        answer("Discard 2").click();
        assertThat(page.locator("h1 + *")).hasText("done");
        open("#/failed?connector=story-mapping-fails");
        assertThat(page.getByText("No failed query fits these filters.")).isVisible();
    }

    @Test
    void aBackfillIsTriedThenStartedAndStopped() throws Exception {
        stories.contact("backfill-1", "zoe@mail.example", "Zoe"); // a second account to wait for
        stories.ends("backfill-1", "delivered");
        open("#/backfills");
        assertThat(page.getByText("There was no backfill yet.")).isVisible();
        button("Start a backfill").click();
        page.locator("dialog[open] select").selectOption("story-mail");
        page.locator("dialog[open]").getByLabel("Rate").fill("1/h");
        answer("Try it first").click();
        assertThat(page.getByText("Nothing was.")).isVisible();
        isFitToBeShown("backfill-tried");

        answer("Start it").click();
        assertThat(row("story-mail")).containsText("running");
        assertThat(row("story-mail")).containsText("of 2 accounts");
        isFitToBeShown("backfills");
        button("Stop the backfill of story-mail").click();
        answer("Stop it").click();
        assertThat(row("story-mail")).containsText("cancelled");
    }

    @Test
    void whatWasTriedIsShownForTheFormAsItStands() {
        List<Route> asked = new ArrayList<>();
        page.route("**/backfill", asked::add);
        open("#/backfills");
        button("Start a backfill").click();
        page.locator("dialog[open] select").selectOption("story-mail");
        answer("Try it first").click();
        until(asked, 1);
        page.locator("dialog[open]").getByLabel("Rate").fill("2/h");
        assertThat(page.getByText("Changed since it was tried: try it again.")).isVisible();
        answer("Try it first").click();
        until(asked, 2);
        assertEquals("{\"rate\":\"2/h\",\"dryRun\":true}", asked.get(1).request().postData());

        asked.get(1).fulfill(preview(22));
        assertThat(page.getByText("Of the first 22 accounts")).isVisible();
        asked.get(0).fulfill(preview(11));
        page.waitForResponse(answer -> true, () -> page.evaluate("fetch('/api/connectors')"));
        assertThat(page.getByText("Of the first 22 accounts")).isVisible();
        assertThat(page.getByText("Of the first 11 accounts")).hasCount(0);

        page.locator("dialog[open]").getByLabel("Rate").fill("3/h");
        assertThat(page.getByText("Of the first")).hasCount(0);
        answer("Try it first").click();
        until(asked, 3);
        answer("Cancel").click();
        button("Start a backfill").click();
        asked.get(2).fulfill(preview(33));
        page.waitForResponse(answer -> true, () -> page.evaluate("fetch('/api/connectors')"));
        assertThat(page.getByText("Of the first")).hasCount(0);
        assertThat(page.getByText("Changed since it was tried")).hasCount(0);
    }

    private void until(List<Route> asked, int count) {
        page.waitForCondition(() -> asked.size() == count);
    }

    private static Route.FulfillOptions preview(int accounts) {
        return new Route.FulfillOptions()
                .setStatus(200)
                .setContentType("application/json")
                .setBody(
                        "{\"looked\":%1$d,\"total\":%1$d,\"sent\":%1$d,\"skipped\":[],\"failed\":[],\"withoutUid\":0}"
                                .formatted(accounts));
    }
}
