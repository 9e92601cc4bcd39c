package io.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page's test in a real browser: one server and one third party a class, one fresh browser
 * profile a test, which fails on any error that the browser's console shows and on any request that
 * is refused, but for those that it {@link #expect}s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Browser {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** Of everybody who signs in. */
    protected static final String PASSWORD = "quiet harbour lantern seven";

    protected StandIn thirdParty;
    protected ConsoleServer server;
    protected BrowserContext profile;
    protected Page page;
    private final Map<String, List<Cookie>> sessions = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    /** The connector file, read once the third party has its address. */
    protected abstract String routes();

    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Once a class, with the server there. */
    protected void given() {}

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        thirdParty = new StandIn();
        server = new ConsoleServer(folder, routes(), settings());
        given();
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
        thirdParty.close();
    }

    @BeforeEach
    void newProfile() {
        faults.clear();
        expected.clear();
        profile =
                Chromium.browser()
                        .newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions()
                                        .setViewportSize(1280, 860)
                                        .setLocale("en-GB")
                                        .setTimezoneId("Europe/Berlin")
                                        .setColorScheme(ColorScheme.LIGHT));
        profile.setDefaultTimeout(Chromium.PATIENCE);
        signIn();
        page = profile.newPage();
        watch(page);
    }

    @AfterEach
    void nothingWentWrong() {
        profile.close();
        faults.removeIf(fault -> expected.stream().anyMatch(e -> e.matcher(fault).find()));
        assertThat(faults).as("what the browser complained of").isEmpty();
    }

    /** As an administrator; overridden by tests of who is not signed in. */
    protected void signIn() {
        signIn("admin");
    }

    /** As somebody of this role; each class has one person for each. */
    protected void signIn(String role) {
        profile.clearCookies();
        profile.addCookies(sessions.computeIfAbsent(role, this::enter));
    }

    private List<Cookie> enter(String role) {
        try (BrowserContext door = Chromium.browser().newContext()) {
            APIResponse answer =
                    door.request()
                            .post(
                                    server.url() + "/console/invitation",
                                    RequestOptions.create()
                                            .setHeader("X-Tidegate", "console")
                                            .setData(
                                                    Map.of(
                                                            "token",
                                                            server.invite("some-" + role, role),
                                                            "password",
                                                            PASSWORD)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return door.cookies();
        }
    }

    protected void watch(Page watched) {
        watched.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") || message.type().equals("warning")) {
                        faults.add(message.text() + " at " + message.location());
                    }
                });
        watched.onPageError(faults::add);
        watched.onResponse(
                response -> {
                    if (response.status() >= 400) {
                        faults.add(response.status() + " " + response.url());
                    }
                });
    }

    /** What may go wrong in this test: a pattern found in the fault's text. */
    protected void expect(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    /** A place of the console, as {@code #/connectors}. */
    protected void open(String hash) {
        page.navigate(server.url() + "/console/" + hash);
        heading().waitFor();
    }

    protected Locator heading() {
        return page.locator("h1");
    }

    protected Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    protected Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** Storage throws, as in some private modes; call it before the first {@link #open}. */
    protected void blockStorage() {
        profile.addInitScript(
                "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])"
                        + " Object.defineProperty(window, name, {get() {"
                        + " throw new DOMException('blocked', 'SecurityError'); }});");
    }

    /**
     * The page as it stands now: pictures of it in light, dark and on a phone, and no barrier that
     * axe finds in any of them.
     */
    protected void isFitToBeShown(String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(name + "-dark");
        none(Axe.barriersOfColour(page), name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture(name + "-light");
        none(Axe.barriers(page), name + "-light");
        page.setViewportSize(390, 844);
        picture(name + "-phone");
        none(Axe.barriers(page), name + "-phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits a phone's width")
                .isEqualTo(true);
        page.setViewportSize(1280, 860);
    }

    private void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true)
                        .setAnimations(
                                com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
    }

    private static void none(List<?> barriers, String where) {
        assertThat(barriers).as("barriers in " + where).isEmpty();
    }
}
