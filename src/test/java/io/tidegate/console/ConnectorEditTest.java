package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tidegate.event.Json;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Connectors are set up, tried and changed in the browser alone. */
class ConnectorEditTest extends Browser {
    private static final String ADA =
            "{\"Uid\":\"u1\",\"EmailVerified\":true,\"Email\":[{\"Type\":\"Primary\",\"Value\":\" Ada@Mail.Example\"}]}";

    @Override
    protected String routes() {
        return """
                - outflow:
                    id: of-a-file
                    title: Stands in a file
                    on: Register
                    rules:
                      - $[?(@.data.Never == true)]
                    to: %s/file
                """
                .formatted(thirdParty.url());
    }

    @Override
    protected void given() {
        server.event("e1", "Register", "u1", ADA);
    }

    @Test
    void aNewConnectorIsSetUpTriedSavedAndDelivers() {
        open("#/connectors/new");
        isFitToBeShown("connector-new");
        card("Send events out").click();
        isFitToBeShown("connector-new-outflow");
        field("Title").fill("Press readers");
        assertThat(field("Id (required)")).hasValue("press-readers");
        button("Any HTTP API").click();
        field("Address (required)").fill(thirdParty.url() + "/readers");
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Register"))
                .first()
                .check();
        button("Add a rule").click();
        field("Field").fill("$.data.EmailVerified");
        field("Compared as").selectOption("boolean");
        button("Add a field").click();
        field("Target").fill("email");
        field("Source").fill("$.data.Email[0].Value");
        button("More of email").click();
        field("Add a converter").selectOption("trim");
        field("Add a converter").selectOption("lower");
        assertThat(page.locator(".edit-try")).containsText("would be sent");
        assertThat(page.locator(".edit-try")).containsText("ada@mail.example");
        assertThat(page.locator(".edit-now")).containsText("ada@mail.example");
        isFitToBeShown("connector-new-tried");
        assertThat(thirdParty.bodies()).as("nothing is sent by trying").isEmpty();

        button("Save and start").click();
        assertThat(page).hasURL(Pattern.compile("#/connectors/press-readers$"));
        server.event("e2", "Register", "u2", ADA);
        await().until(() -> thirdParty.bodies().contains("{\"email\":\"ada@mail.example\"}"));
    }

    @Test
    void whatStandsInAFileIsShownAndTriedButNotChanged() {
        open("#/connectors/of-a-file/edit");
        assertThat(page.locator(".tg-subtitle")).containsText("test.camel.yaml");
        assertThat(field("Title")).isDisabled();
        assertThat(button("Save")).hasCount(0);
        assertThat(page.locator(".edit-try")).containsText("would be skipped");
        isFitToBeShown("connector-edit-file");
    }

    @Test
    void aMistakeInTheYamlIsNamedWithItsPlaceAndTheFormFollowsTheRest() {
        create("by-yaml");
        open("#/connectors/by-yaml/edit");
        button("YAML").click();
        Locator yaml = field("YAML of the connector");
        yaml.fill(yaml.inputValue().replace("on: Register", "on: Regsiter"));
        assertThat(page.locator(".edit-mistakes")).containsText("did you mean \"Register\"?");
        isFitToBeShown("connector-edit-yaml");
        yaml.fill(yaml.inputValue().replace("on: Regsiter", "on: Login"));
        assertThat(page.locator(".edit-mistakes")).hasCount(0);
        button("Form").click();
        assertThat(page.locator(".edit-chip")).containsText("Login");
    }

    @Test
    void theSecondOfTwoAuthorsIsToldAndNothingIsLost() {
        create("by-two");
        open("#/connectors/by-two/edit");
        field("Title").fill("Mine");
        server.send(
                "PUT",
                "/api/connectors/by-two/configuration",
                Json.text(Map.of("yaml", yaml("by-two").replace("title: First", "title: Theirs"))),
                ConsoleServer.ADMIN,
                "application/json",
                Map.of("If-Match", "\"1\""));
        expect("412");
        button("Save").click();
        assertThat(page.locator("dialog[open]")).containsText("title: Theirs");
        assertThat(page.locator("dialog[open]")).containsText("title: Mine");
        isFitToBeShown("connector-edit-conflict");
        button("Save mine as a new version").click();
        assertThat(page.locator(".edit-save-state")).containsText("Version 3");
        assertThat(String.valueOf(server.api("GET", "/api/connectors/by-two/versions/2", null)))
                .contains("title: Theirs");

        open("#/connectors/by-two/versions");
        assertThat(page.locator(".edit-diff")).containsText("title: Theirs");
        isFitToBeShown("connector-versions");
        button("Restore version 2").click();
        assertThat(page.locator(".tg-toasts")).containsText("Version 2 is back");
        assertThat(page.locator("main")).containsText("4");
    }

    private void create(String id) {
        server.api("POST", "/api/connectors", Json.text(Map.of("yaml", yaml(id))));
    }

    private String yaml(String id) {
        return """
                - outflow:
                    id: %s
                    title: First
                    on: Register
                    rules:
                      - $[?(@.data.Never == true)]
                    to: %s/%s
                """
                .formatted(id, thirdParty.url(), id);
    }

    private Locator card(String words) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words));
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }
}
