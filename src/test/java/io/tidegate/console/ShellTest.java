package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

class ShellTest extends Browser {
    @Override
    protected String routes() {
        return "";
    }

    @Test
    void eachAddressHasItsPageAndTheNavigationSaysWhere() {
        open("#/");
        link("Storage and cookies").click();
        assertThat(page).hasTitle("Storage and cookies · Tidegate");
        assertThat(link("Storage and cookies")).hasAttribute("aria-current", "page");
        assertThat(heading()).isFocused();
    }

    @Test
    void anUnknownAddressSaysSo() {
        open("#/nowhere/<b>at</b>");
        assertThat(heading()).hasText("There is nothing here");
        link("Go to the overview").click();
        assertThat(page).hasURL(server.url() + "/console/#/");
    }

    @Test
    void theFirstTabStopSkipsToTheContent() {
        open("#/storage");
        page.keyboard().press("Tab");
        assertThat(link("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void itRunsWithStorageBlocked() {
        blockStorage();
        open("#/storage");
        button("Dark").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        isFitToBeShown("storage-blocked");
    }

    @Test
    void aPhoneOpensTheNavigationByAButton() {
        page.setViewportSize(390, 844);
        open("#/storage");
        assertThat(link("Connectors")).isHidden();
        button("Menu").click();
        link("Connectors").click();
        assertThat(page).hasURL(server.url() + "/console/#/connectors");
        assertThat(link("Storage and cookies")).isHidden();
    }

    @Test
    void theChosenColoursStayWhereStorageIsThere() {
        open("#/storage");
        button("Dark").click();
        page.reload(new Page.ReloadOptions());
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        assertThat(page.evaluate("Object.keys(localStorage).join()")).isEqualTo("tidegate.theme");
    }
}
