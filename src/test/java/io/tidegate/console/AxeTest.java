package io.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What the pages are judged by finds barriers, and says where they are. */
class AxeTest {
    private static final String PAGE =
            "<html lang='en'><title>A page</title><main><h1>A page</h1>"
                    + "<p style='color: #bbb; background: #fff'>hard to read</p>"
                    + "<img src='data:,'></main>";

    @Test
    void barriersAreFoundAndThoseOfColourByThemselves() {
        try (Page page = Chromium.browser().newPage()) {
            page.setContent(PAGE);
            assertThat(Axe.barriersOfColour(page))
                    .singleElement()
                    .asString()
                    .startsWith("color-contrast: ")
                    .contains("\n  <p style=", "insufficient color contrast of 1.91");
            assertThat(Axe.barriers(page))
                    .hasSize(2)
                    .anySatisfy(rule -> assertThat(rule).asString().startsWith("image-alt: "))
                    .anySatisfy(rule -> assertThat(rule).asString().startsWith("color-contrast: "));
        }
    }
}
