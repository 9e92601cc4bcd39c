package io.tidegate.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tidegate.event.Json;
import java.nio.file.Path;
import java.util.Map;

/** A browser in the hands of somebody who sets connectors up. */
abstract class EditingBrowser extends Browser {
    @Override
    protected String routes() {
        return "";
    }

    protected Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** A card to choose from, by words of it. */
    protected Locator card(String words) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words));
    }

    protected Locator checkbox(String name) {
        return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name)).first();
    }

    protected Locator row(String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    protected Locator dialog() {
        return page.locator("dialog[open]");
    }

    protected Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    protected Locator toasts() {
        return page.locator(".tg-toasts");
    }

    protected Locator tryPane() {
        return page.locator(".edit-try");
    }

    /** A connector of the console, without the browser. */
    protected void create(String id, String yaml) {
        server.api("POST", "/api/connectors", Json.text(Map.of("yaml", yaml)));
    }

    /** An outflow to the third party that starts on a type of its own. */
    protected String outflow(String id, String title) {
        return """
                - outflow:
                    id: %s
                    title: %s
                    on: com.test.%s
                    mapping:
                      email: $.data.email
                    to:
                      uri: %s/%s
                """
                .formatted(id, title, id, thirdParty.url(), id);
    }

    /** Begins at the top, where what sticks to the window's edges hides nothing of the picture. */
    @Override
    protected void isFitToBeShown(String name) {
        page.evaluate("scrollTo(0, 0)");
        super.isFitToBeShown(name);
    }

    /** A picture of a step on the way, of a page whose fitness another step sees to. */
    protected void pictured(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots", name + ".png"))
                        .setFullPage(true));
    }

    protected Map<?, ?> get(String path) {
        return (Map<?, ?>) server.api("GET", path, null);
    }
}
