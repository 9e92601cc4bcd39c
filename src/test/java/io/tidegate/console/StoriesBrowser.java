package io.tidegate.console;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import io.tidegate.StoriesServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A browser at a server in sandbox mode whose deliveries have come to every end. */
abstract class StoriesBrowser extends Browser {
    protected StoriesServer stories;
    private final Map<String, List<Cookie>> sessions = new HashMap<>();

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
        signInAs("admin");
    }

    /** As somebody of this role, whom the class has invited; by the token while nobody can be. */
    protected void signInAs(String role) {
        profile.clearCookies();
        if (stories.hasPeople()) {
            profile.addCookies(sessions.computeIfAbsent(role, this::enter));
        } else {
            profile.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + StoriesServer.TOKEN));
        }
    }

    private List<Cookie> enter(String role) {
        try (BrowserContext door = Chromium.browser().newContext()) {
            APIResponse answer =
                    door.request()
                            .post(
                                    stories.origin() + "/console/invitation",
                                    RequestOptions.create()
                                            .setHeader("X-Tidegate", "console")
                                            .setData(
                                                    Map.of(
                                                            "token",
                                                            stories.invite("the-" + role, role),
                                                            "password",
                                                            "a long password of the stories")));
            Assertions.assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return door.cookies();
        }
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
