package io.tidegate.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tidegate.StoriesServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A browser at a server in sandbox mode whose deliveries have come to every end. */
abstract class StoriesBrowser extends Browser {
    protected StoriesServer stories;

    @Override
    protected String routes() {
        return "";
    }

    @Override
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        stories = new StoriesServer(folder);
        stories.tell();
    }

    @Override
    @AfterAll
    void end() {
        if (stories != null) {
            stories.close();
        }
    }

    @Override
    protected void signIn() {
        profile.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + StoriesServer.TOKEN));
    }

    @Override
    protected void open(String hash) {
        page.navigate(stories.origin() + "/console/" + hash);
        heading().waitFor();
    }

    /** Of the page's tables, those that have this text. */
    protected Locator row(String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    protected Locator step(String title) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
    }

    /** Of the dialog that is open. */
    protected Locator answer(String name) {
        return page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
