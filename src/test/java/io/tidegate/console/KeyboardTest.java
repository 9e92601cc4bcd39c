package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
import org.junit.jupiter.api.Test;

/** The whole way with Tab, Enter, Space and Escape; the focus is always seen and never lost. */
class KeyboardTest extends EditingBrowser {
    private static final int MOST_STOPS = 150;

    private static final String NOWHERE = "nothing has the focus";

    /** What is wrong with the place of the focus; empty: it is seen. */
    private static final String SEEN =
            """
            () => {
                const e = document.activeElement;
                if (!e || e === document.body) return 'nothing has the focus';
                const what = e.outerHTML.slice(0, 160);
                const style = getComputedStyle(e);
                if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) return 'no ring around ' + what;
                const box = e.getBoundingClientRect();
                if (box.bottom < 1 || box.top > innerHeight - 1) return 'out of sight: ' + what;
                const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 2);
                const above = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), y);
                return !above || e.contains(above) || above.contains(e) ? '' : 'covered: ' + what + ' by ' + above.outerHTML.slice(0, 160);
            }""";

    private void press(String key) {
        page.keyboard().press(key);
    }

    private void type(String text) {
        page.keyboard().type(text);
    }

    private boolean isThere(Locator wanted) {
        return (boolean) wanted.evaluate("e => e === document.activeElement");
    }

    /** On, one stop after the other, each of which must be seen. */
    private void tabTo(Locator wanted) {
        wanted.waitFor();
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            if (isThere(wanted)) {
                isSeen("");
                return;
            }
            if (stops > 0) {
                isSeen(NOWHERE); // past the end, in the browser's own
            }
            press("Tab");
        }
        throw new AssertionError("no way by Tab to " + wanted);
    }

    /** As soon as the browser has scrolled there. */
    private void isSeen(String orElse) {
        try {
            page.waitForFunction("or => ['', or].includes((%s)())".formatted(SEEN), orElse);
        } catch (TimeoutError never) {
            throw new AssertionError(String.valueOf(page.evaluate(SEEN)), never);
        }
    }

    private void fill(Locator wanted, String text) {
        tabTo(wanted);
        type(text);
    }

    @Test
    void aConnectorIsSetUpTriedSavedAndSwitchedWithoutAMouse() {
        profile.clearCookies();
        open("#/");
        fill(field("Name"), "some-admin");
        press("Tab");
        type(PASSWORD);
        press("Enter");
        assertThat(heading()).hasText("Overview");

        tabTo(link("Connectors"));
        press("Enter");
        assertThat(heading()).hasText("Connectors");
        assertThat(heading()).isFocused();
        tabTo(link("New connector"));
        press("Enter");
        assertThat(heading()).hasText("New connector");
        tabTo(card("Send events out"));
        press("Enter");
        assertThat(heading()).hasText("New connector: events out");
        assertThat(heading()).isFocused();

        fill(field("Title"), "By keyboard");
        tabTo(button("Any HTTP API"));
        press("Enter");
        assertThat(button("Choose another")).isFocused();
        fill(field("Address (required)"), thirdParty.url() + "/keyboard");
        tabTo(button("Add a header"));
        press("Enter");
        assertThat(field("Name of header 1")).isFocused();
        type("X-Made-By");
        press("Tab");
        type("keys");
        fill(field("Search triggers, or write a type of your own"), "com.test.keyboard");
        press("Enter");
        assertThat(page.locator(".edit-chip")).containsText("com.test.keyboard");
        tabTo(button("Add a rule"));
        press("Enter");
        assertThat(field("Field")).isFocused();
        tabTo(button("Remove rule 1"));
        press("Enter");
        assertThat(button("Add a rule")).isFocused();
        tabTo(button("Add a field"));
        press("Enter");
        assertThat(field("Target")).isFocused();
        type("email");
        press("Tab");
        press("Tab");
        type("$.data.email");
        tabTo(field("On"));
        press("ArrowDown");
        assertThat(tryPane()).containsText("would be sent");

        theQuestionGivesTheFocusBack(button("Send one test"));
        tabTo(button("Save and start"));
        pictured("keyboard-focus");
        press("Enter");
        assertThat(heading()).hasText("By keyboard");
        assertThat(heading()).isFocused();

        tabTo(button("Deactivate by-keyboard"));
        press("Space");
        assertThat(button("Activate by-keyboard")).isFocused();
        tabTo(button("Undo"));
        press("Enter");
        assertThat(button("Deactivate by-keyboard")).isFocused();
        assertThat(get("/api/connectors/by-keyboard").get("state")).isEqualTo("active");
        theAccountIsLeft();
    }

    private void theQuestionGivesTheFocusBack(Locator opener) {
        tabTo(opener);
        press("Enter");
        assertThat(dialog()).isVisible();
        assertThat((Boolean) page.evaluate(IN_DIALOG)).as("the focus is in the question").isTrue();
        press("Escape");
        assertThat(dialog()).hasCount(0);
        assertThat(opener).isFocused();
        press("Enter");
        tabTo(inDialog("Cancel"));
        press("Enter");
        assertThat(dialog()).hasCount(0);
        assertThat(opener).isFocused();
        assertThat(thirdParty.bodies()).isEmpty();
    }

    private static final String IN_DIALOG =
            "document.querySelector('dialog[open]').contains(document.activeElement)";

    private void theAccountIsLeft() {
        tabTo(button("Sign out"));
        press("Enter");
        assertThat(heading()).hasText("Sign in to Tidegate");
    }
}
