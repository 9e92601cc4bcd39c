package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.tidegate.intake.PemPair;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the console leaves in a browser, over TLS, and that it needs none of the storage. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserStorageTest extends EditingBrowser {
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/connectors",
                    "/connectors/new",
                    "/deliveries",
                    "/failed",
                    "/jobs",
                    "/secrets",
                    "/tokens",
                    "/people",
                    "/audit",
                    "/settings",
                    "/me",
                    "/storage");

    @TempDir static Path certificates;

    @Override
    protected Map<String, String> settings() {
        try {
            PemPair pair = PemPair.in(certificates, "console");
            return Map.of(
                    "TIDEGATE_TLS_CERTIFICATE", pair.certificate().toString(),
                    "TIDEGATE_TLS_KEY", pair.key().toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void signIn() {
        // by hand
    }

    @BeforeEach
    void trustTheCertificate() {
        profile.close();
        profile =
                Chromium.browser()
                        .newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions()
                                        .setViewportSize(1280, 860)
                                        .setIgnoreHTTPSErrors(true));
        profile.setDefaultTimeout(10_000);
        page = profile.newPage();
        watch(page);
    }

    @Override
    protected void open(String hash) {
        page.navigate(server.url().replace("http:", "https:") + "/console/" + hash);
        heading().waitFor();
    }

    private void everyPageIsShown() {
        for (String path : PAGES) {
            page.evaluate("path => { location.hash = path; }", path);
            assertThat(page.locator(".tg-skeleton")).hasCount(0);
            assertThat(heading()).not().hasText("This page could not be shown");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("#" + path + "$"));
        }
    }

    @Test
    @Order(1)
    @SuppressWarnings("unchecked")
    void whatItsPageSaysIsAllAndOnlyWhatTheBrowserHolds() {
        open(server.setupLink());
        field("Name").fill("ada");
        field("Password").fill(PASSWORD);
        field("Password again").fill(PASSWORD);
        button("Make the administrator").click();
        assertThat(heading()).hasText("Overview");
        button("Dark").click();
        everyPageIsShown();

        List<String> keys =
                (List<String>)
                        page.evaluate(
                                "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),"
                                        + " ...(await indexedDB.databases()).map(d => d.name), ...(await caches.keys())]");
        assertThat(keys).containsExactly("tidegate.theme");
        List<Cookie> cookies = profile.cookies();
        assertThat(cookies).hasSize(1);
        isASessionNobodyElseGetsAt(cookies.get(0));
        List<String> held = new ArrayList<>(keys);
        held.add(cookies.get(0).name);
        held.add("tidegate"); // the cookie's name without TLS
        held.addAll(List.of("__Host-tidegate-oidc", "tidegate-oidc")); // ProviderPagesTest
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ROWHEADER))
                .containsText(new String[] {"__Host-tidegate", "tidegate", "tidegate.theme"});
        assertThat(page.locator("tbody tr")).hasCount(held.size());
        button("As the system").click();
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        button("Sign out").click();
        assertThat(heading()).hasText("Sign in to Tidegate");
        assertThat(profile.cookies()).isEmpty();
    }

    private static void isASessionNobodyElseGetsAt(Cookie cookie) {
        assertThat(cookie.name).isEqualTo("__Host-tidegate");
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.path).isEqualTo("/");
        assertThat(cookie.expires)
                .as("12 hours at most")
                .isBetween(
                        (double) Instant.now().getEpochSecond(),
                        (double) Instant.now().plusSeconds(12 * 3_600 + 1).getEpochSecond());
    }

    @Test
    @Order(2)
    void everythingWorksWithStorageBlocked() {
        blockStorage();
        open("#/");
        field("Name").fill("ada");
        field("Password").fill(PASSWORD);
        button("Sign in").click();
        assertThat(heading()).hasText("Overview");
        button("Dark").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        everyPageIsShown();

        page.evaluate("location.hash = '/connectors/new?kind=outflow'");
        field("Title").fill("Without storage");
        button("Any HTTP API").click();
        field("Address (required)").fill(thirdParty.url() + "/blocked");
        checkbox("Register").check();
        button("Save and start").click();
        assertThat(heading()).hasText("Without storage");
        button("Deactivate without-storage").click();
        button("Undo").click();
        assertThat(button("Deactivate without-storage")).isVisible();
        page.reload(new Page.ReloadOptions());
        assertThat(heading()).hasText("Without storage");
        button("Sign out").click();
        assertThat(heading()).hasText("Sign in to Tidegate");
    }
}
