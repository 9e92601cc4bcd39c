package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an author does with connectors beside setting one up. */
class EditorStoriesTest extends EditingBrowser {
    @Override
    protected String routes() {
        return """
                - outflow:
                    id: of-a-file
                    on: com.test.filed
                    to: { uri: "%s/filed" }
                """
                .formatted(thirdParty.url());
    }

    private void cameIn(String id, String type) {
        server.event(id, type, "about-" + id, "{\"email\":\"%s@mail.example\"}".formatted(id));
    }

    @Test
    void connectorsAreImportedEachByItselfWithTheirComments() {
        String yaml =
                "# from the old server\n"
                        + outflow("imported", "Imported")
                        + outflow("of-a-file", "Another's")
                        + "- outflow:\n    id: wrong\n    on: Regsiter\n    to: https://x.example/\n";
        open("#/connectors/new");
        page.setInputFiles(
                "#import-file",
                new FilePayload("export.yaml", "text/yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        Locator imported = page.locator(".edit-imported li");
        assertThat(imported).hasCount(3);
        assertThat(imported.nth(0)).containsText("created");
        assertThat(imported.nth(1)).containsText("refused");
        assertThat(imported.nth(1)).containsText("of-a-file");
        assertThat(imported.nth(2)).containsText("line 20: \"Regsiter\"");
        assertThat(imported.nth(2)).containsText("did you mean \"Register\"?");
        isFitToBeShown("connector-import");
        link("imported").click();
        assertThat(heading()).hasText("Imported");
        link("Configuration").click();
        assertThat(page.getByLabel("Configuration as YAML")).containsText("# from the old server");
        cameIn("imported-1", "com.test.imported");
        await().until(() -> thirdParty.bodies().contains(mail("imported-1")));
    }

    private static String mail(String id) {
        return "{\"email\":\"%s@mail.example\"}".formatted(id);
    }

    @Test
    void oneTestIsSentOnlyAfterAQuestionAndItsAnswerIsShown() {
        create("sends", outflow("sends", "Sends"));
        server.api("POST", "/api/connectors/sends/deactivate", "{}");
        cameIn("sends-1", "com.test.sends");
        open("#/connectors/sends/edit");
        assertThat(tryPane()).containsText("would be sent");
        button("Send one test").click();
        assertThat(dialog()).containsText("POST " + thirdParty.url() + "/sends");
        inDialog("Cancel").click();
        assertThat(thirdParty.bodies()).doesNotContain(mail("sends-1"));
        button("Send one test").click();
        pictured("connector-send-question");
        inDialog("Send it").click();
        assertThat(page.locator(".edit-answer")).containsText("200");
        assertThat(page.getByLabel("Answer’s body")).containsText("\"ok\": true");
        assertThat(thirdParty.bodies()).contains(mail("sends-1"));
        assertThat(thirdParty.headers("Idempotency-Key")).anyMatch(key -> key.startsWith("test-"));
        isFitToBeShown("connector-sent-one");

        thirdParty.answers(503, "{\"error\":\"closed for today\"}");
        button("Send one test").click();
        inDialog("Send it").click();
        assertThat(page.locator(".edit-answer")).containsText("503");
        assertThat(page.getByLabel("Answer’s body")).containsText("closed for today");
        thirdParty.answers(200, "{\"ok\":true}");
        assertThat((List<?>) get("/api/deliveries?connector=sends").get("items")).isEmpty();
    }

    @Test
    void whatBecomesOfAnEventIsSavedAsATestOrGivenToPaste() {
        create("tests", outflow("tests", "Tests"));
        cameIn("tests-1", "com.test.tests");
        open("#/connectors/tests/edit");
        button("Save as test").click();
        assertThat(toasts()).containsText("It is a test of this connector now");
        assertThat(page.locator(".edit-save-state")).containsText("Version 2");
        assertThat(page.getByText("1 test is kept with it")).isVisible();
        button("YAML").click();
        assertThat(field("YAML of the connector"))
                .hasValue(Pattern.compile("tests:\\n      - name: .*tests-1@mail.example", 32));

        cameIn("filed-1", "com.test.filed");
        open("#/connectors/of-a-file/edit");
        button("Save as test").click();
        assertThat(dialog()).containsText("The test to paste");
        assertThat(page.getByLabel("The test as YAML"))
                .containsText(Pattern.compile("^- name: .*\\n  given:\\n    id: filed-1\\n"));
        isFitToBeShown("connector-test-to-paste");
        page.keyboard().press("Escape");
        assertThat(dialog()).hasCount(0);
    }

    @Test
    void aSecretIsMadeInTheFormAndOnlyItsNameIsInTheConnector() {
        open("#/connectors/new?kind=outflow");
        field("Title").fill("With a token");
        button("Any HTTP API").click();
        field("Address (required)").fill(thirdParty.url() + "/token");
        button("Add a header").click();
        field("Name of header 1").fill("Authorization");
        field("Secret for header 1").selectOption("+");
        assertThat(field("Value of header 1")).hasValue("Bearer {{secret:with-a-token}}");
        field("Text of with-a-token").fill("t0p-secret");
        button("Store the secret with-a-token").click();
        assertThat(page.locator(".edit-secrets")).containsText("by some-admin");
        field("Search triggers, or write a type of your own").fill("com.test.token");
        page.keyboard().press("Enter");
        assertThat(page.locator(".edit-chip")).containsText("com.test.token");
        pictured("connector-with-a-secret");
        button("Save and start").click();
        assertThat(heading()).hasText("With a token");
        assertThat(String.valueOf(get("/api/connectors/with-a-token/configuration").get("yaml")))
                .contains("    to:\n      uri: ")
                .contains("Bearer {{secret:with-a-token}}")
                .doesNotContain("t0p-secret");
        cameIn("token-1", "com.test.token");
        await().until(() -> thirdParty.headers("Authorization").contains("Bearer t0p-secret"));
        assertThat(page.content()).doesNotContain("t0p-secret");
    }

    @Test
    void whoLeavesWithUnsavedChangesIsAsked() {
        create("left", outflow("left", "Left"));
        List<String> asked = new ArrayList<>();
        page.onDialog(
                dialog -> {
                    asked.add(dialog.type() + ": " + dialog.message());
                    if (asked.size() == 1) {
                        dialog.dismiss();
                    } else {
                        dialog.accept();
                    }
                });
        open("#/connectors/left/edit");
        link("Overview").click();
        assertThat(heading()).hasText("Overview");
        assertThat(asked).as("nothing was changed").isEmpty();

        open("#/connectors/left/edit");
        field("Title").fill("Not saved");
        link("Overview").click();
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked).containsExactly("confirm: What you changed is not saved. Leave it?");
        assertThat(page).hasURL(Pattern.compile("#/connectors/left/edit$"));
        assertThat(field("Title")).hasValue("Not saved");
        link("Overview").click();
        assertThat(heading()).hasText("Overview");

        open("#/connectors/left/edit");
        assertThat(field("Title")).hasValue("Left");
        field("Title").fill("Saved");
        button("Save").click();
        assertThat(page.locator(".edit-save-state")).containsText("Version 2");
        link("Overview").click();
        assertThat(heading()).hasText("Overview");
        assertThat(asked).as("what is saved needs no question").hasSize(2);
    }

    @Test
    void closingTheTabWithUnsavedChangesIsAskedToo() {
        create("closed", outflow("closed", "Closed"));
        List<String> asked = new ArrayList<>();
        open("#/connectors/closed/edit");
        page.onDialog(
                dialog -> {
                    asked.add(dialog.type());
                    dialog.dismiss();
                });
        field("Title").fill("Not saved");
        page.close(new Page.CloseOptions().setRunBeforeUnload(true));
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked).containsExactly("beforeunload");
        assertThat(field("Title")).hasValue("Not saved");
        page.onDialog(Dialog::accept);
    }

    @Test
    void aRestoreAndASaveAreUndoneWithOneClick() {
        create("undone", outflow("undone", "First"));
        open("#/connectors/undone/edit");
        field("Title").fill("Second");
        button("Save").click();
        assertThat(toasts()).containsText("saved as version 2");
        button("Undo").click();
        assertThat(field("Title")).hasValue("First");
        assertThat(page.locator(".edit-save-state")).containsText("Version 3");

        open("#/connectors/undone/versions");
        button("Restore version 2").click();
        assertThat(toasts()).containsText("Version 2 is back");
        assertThat(title("undone")).isEqualTo("Second");
        button("Undo").click();
        assertThat(toasts()).containsText("Version 3 is back");
        assertThat(title("undone")).isEqualTo("First");
        assertThat(row("current")).containsText("5");
        assertThat(row("version 2 restored")).isVisible();
        pictured("connector-versions-restored");
    }

    private Object title(String id) {
        return get("/api/connectors/" + id).get("title");
    }

    @Test
    void ofTwoPeopleTheSecondIsToldByWhomAndLosesNothing() {
        create("shared", outflow("shared", "Shared"));
        open("#/connectors/shared/edit");
        Page first = page;
        BrowserContext mine = profile;
        profile = Chromium.browser().newContext();
        signIn("author");
        page = profile.newPage();
        open("#/connectors/shared/edit");
        field("System").fill("theirs");
        button("Save").click();
        assertThat(page.locator(".edit-save-state")).containsText("Version 2");
        profile.close();
        profile = mine;
        page = first;

        expect("412");
        field("Title").fill("Mine");
        button("Save").click();
        assertThat(dialog()).containsText("some-author");
        assertThat(dialog()).containsText("system: theirs");
        inDialog("Go on editing").click();
        assertThat(field("Title")).hasValue("Mine");
        button("Save").click();
        inDialog("Save mine as a new version").click();
        assertThat(page.locator(".edit-save-state")).containsText("Version 3");
        open("#/connectors/shared/versions");
        assertThat(row("some-author")).containsText("2");
        assertThat(row("current")).containsText("some-admin");
    }
}
