package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.RequestOptions;
import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every page of the console, with whatever strangers can write standing on it. */
class HostileTextsTest extends StoriesBrowser {
    private static final String SCRIPT =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    private static final String BIDI = "user\u202Egpj.exe\u2066\u200F";

    /** More would be felt: what is large is folded. */
    private static final int MOST_ELEMENTS = 15_000;

    private static String manyKeys() {
        return IntStream.range(0, 100_000)
                .mapToObj(i -> "\"" + Integer.toString(i + 46_656, 36) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String deep() {
        return "{\"d\":"
                + "[{\"x\":".repeat(90)
                + "[1e400,-1e-400,123456789012345678901234567890.5]"
                + "}]".repeat(90)
                + ",\"__proto__\":{\"title\":\"owned\"},\"constructor\":null}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What needs no right at all: a name at the door, and what a browser calls itself. */
    private void knock() {
        try (BrowserContext stranger = Chromium.browser().newContext()) {
            APIResponse refused = enter(stranger, SCRIPT + BIDI, "some password or other");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(enter(stranger, "the-admin", "a long password of the stories").status())
                    .isEqualTo(200);
        }
    }

    private APIResponse enter(BrowserContext from, String name, String password) {
        return from.request()
                .post(
                        stories.origin() + "/console/session",
                        RequestOptions.create()
                                .setHeader("X-Tidegate", "console")
                                .setHeader("User-Agent", SCRIPT)
                                .setData(Map.of("name", name, "password", password)));
    }

    private List<String> pages() throws Exception {
        List<String> pages = new ArrayList<>();
        Map<String, String> told =
                Map.of(
                        "<b>" + SCRIPT + BIDI + "</b>",
                        Json.text(Map.of(SCRIPT, List.of(SCRIPT, BIDI), BIDI, Map.of(BIDI, 1))),
                        "many-keys",
                        manyKeys(),
                        "deep",
                        deep());
        for (Map.Entry<String, String> event : told.entrySet()) {
            String query = stories.fails(event.getKey(), "story.hostile", event.getValue());
            pages.add("#/failed/" + query);
            pages.add("#/deliveries/" + stories.delivery(event.getKey()));
            pages.add("#/events/" + encoded(event.getKey()) + "?source=%2Fstories");
        }
        String draft =
                Json.text(
                        Map.of(
                                "kind",
                                "outflow",
                                "config",
                                Map.of(
                                        "id",
                                        "hostile-draft",
                                        "title",
                                        SCRIPT,
                                        "on",
                                        List.of("story.hostile"),
                                        "to",
                                        "https://down.example/x"),
                                "note",
                                SCRIPT));
        stories.post("/api/connectors", draft);
        String job = Json.text(Map.of("filter", Map.of("text", SCRIPT + "none"), "do", "discard"));
        stories.post("/api/failed-queries/bulk", job);
        for (String tab : List.of("", "/deliveries", "/configuration", "/versions", "/edit")) {
            pages.add("#/connectors/hostile-draft" + tab);
        }
        pages.addAll(
                List.of(
                        "#/",
                        "#/connectors",
                        "#/connectors/new",
                        "#/connectors/story-hostile",
                        "#/connectors/story-hostile/deliveries",
                        "#/connectors/" + encoded(SCRIPT),
                        "#/deliveries",
                        "#/deliveries?text=" + encoded(SCRIPT),
                        "#/failed",
                        "#/failed?text=" + encoded(SCRIPT),
                        "#/events/" + encoded(SCRIPT),
                        "#/jobs",
                        "#/secrets",
                        "#/tokens",
                        "#/people",
                        "#/audit",
                        "#/settings",
                        "#/storage",
                        "#/me",
                        "#/" + encoded(SCRIPT)));
        return pages;
    }

    @Test
    void everyPageShowsThemAsTextAndStaysLight() throws Exception {
        expect("404");
        knock();
        for (String one : pages()) {
            open(one);
            page.waitForFunction("!document.querySelector('[aria-busy=true]')");
            assertThat(page.title()).as(one).endsWith("Tidegate");
            assertThat(page.locator("main script, main img, main iframe")).hasCount(0);
            Object elements = page.evaluate("document.querySelectorAll('*').length");
            assertThat((Integer) elements).as(one).isLessThan(MOST_ELEMENTS);
            Object turned =
                    page.evaluate(
                            "/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)");
            assertThat(turned).as("characters that turn text around in " + one).isEqualTo(false);
        }
        open("#/audit");
        assertThat(page.locator("tbody").first()).containsText("<img src=x onerror=");
        open("#/me");
        assertThat(page.locator("main")).containsText("<img src=x onerror=");
        open("#/connectors");
        assertThat(page.locator("main")).containsText("<img src=x onerror=");
    }
}
