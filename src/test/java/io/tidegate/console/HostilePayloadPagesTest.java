package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever stands in an event is shown as text and nothing else. */
class HostilePayloadPagesTest extends StoriesBrowser {
    private static final String SCRIPT =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    private static final String BIDI = "user\u202Egpj.exe\u2066\u200F";

    private String show(String id, String data) throws Exception {
        String query = stories.fails(id, "story.hostile", data);
        open("#/deliveries/" + stories.delivery(id));
        page.getByText("Data of the event").first().click();
        assertThat(heading()).hasText("story.hostile → story-hostile");
        return query;
    }

    /**
     * The event's data; the request below it has a body of its own, that is there before the data
     * unfold.
     */
    private Locator data() {
        return step("The event was accepted");
    }

    private void nothingRan() {
        org.assertj.core.api.Assertions.assertThat(page.title()).endsWith("· Tidegate");
        assertThat(page.locator("main script, main img")).hasCount(0);
    }

    @Test
    void markupIsShownAsText() throws Exception {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(SCRIPT, SCRIPT);
        String id = "<b>" + "x</b>";
        String query = show(id, Json.text(data));
        assertThat(data().locator("pre")).containsText("<script>document.title='owned'");
        nothingRan();
        open("#/failed/" + query);
        assertThat(page.locator("pre").first()).containsText("<img src=x onerror=");
        nothingRan();
        open("#/deliveries?subject=" + java.net.URLEncoder.encode(SCRIPT, "UTF-8"));
        nothingRan();
        open("#/events/" + java.net.URLEncoder.encode(id, "UTF-8") + "?source=%2Fstories");
        assertThat(page.locator("pre").first()).containsText("<script>");
        nothingRan();
    }

    @Test
    void charactersThatTurnTheTextAroundAreMadeVisible() throws Exception {
        show("bidi-1", Json.text(Map.of("name", BIDI)));
        assertThat(data().locator("pre")).containsText("userU+202Egpj.exeU+2066U+200F");
    }

    @Test
    void aMegabyteIsFoldedAndThePageStaysQuick() throws Exception {
        show("large-1", "{\"long\":\"" + "<x>".repeat(300_000) + "\"}");
        assertThat(data().getByText("of 900,0")).isVisible();
        data().getByText("Show more").click();
        assertThat(data().getByText("400,000 of")).isVisible();
        nothingRan();
    }

    @Test
    void deepJsonIsShown() throws Exception {
        show("deep-1", "{\"a\":" + "[".repeat(150) + "\"core\"" + "]".repeat(150) + "}");
        data().getByText("Show more").click();
        assertThat(data().locator("pre")).containsText("core");
    }
}
