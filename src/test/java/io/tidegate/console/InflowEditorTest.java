package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tidegate.StoriesServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of a third party becomes accounts, set up in the browser alone. */
class InflowEditorTest extends StoriesBrowser {
    @Override
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        stories = new StoriesServer(folder);
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void mapped(int row, String target, String source) {
        button("Add a field").click();
        field("Target").nth(row).fill(target);
        field("Source").nth(row).fill(source);
    }

    @Test
    void anInflowIsSetUpTriedSavedAndMakesAccounts() throws Exception {
        open("#/connectors/new");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take data in"))
                .click();
        assertThat(heading()).hasText("New connector: data in");
        button("Save and start").click();
        expect("422");
        assertThat(page.locator(".edit-main")).containsText("It needs a name.");
        assertThat(field("Action (required)")).hasAttribute("aria-invalid", "true");
        assertThat(field("Id (required)")).isFocused();
        isFitToBeShown("inflow-new");
        field("Title").fill("Shop contacts");
        assertThat(page.locator(".edit-main")).containsText("/inflow/shop-contacts");
        field("A post shows that it is theirs by (required)").selectOption("bearer");
        field("Token (required)").selectOption("+");
        assertThat(field("Name of the new secret")).hasValue("shop-bearer");
        field("Records").fill("$.data.contacts[*]");
        field("Event’s id").fill("$.data.id");
        mapped(0, "Email[0].Value", "$.data.email");
        mapped(1, "FirstName", "$.data.first");
        field("Action (required)").selectOption("upsert-account");
        field("Find it by").selectOption("Email");
        field("On").selectOption("typed");
        field("Event (JSON)")
                .fill(
                        "{\"specversion\":\"1.0\",\"id\":\"t\",\"source\":\"/inflow/shop-contacts\",\"type\":\"inflow.shop-contacts\",\"data\":{\"id\":\"t\",\"email\":\"kim@mail.example\",\"first\":\"Kim\"}}");
        assertThat(page.locator(".edit-try")).containsText("would be sent");
        assertThat(page.locator(".edit-try")).containsText("create an account");
        assertThat(page.getByLabel("What is written")).containsText("kim@mail.example");
        isFitToBeShown("inflow-tried");
        button("Save and start").click();
        assertThat(page).hasURL(Pattern.compile("#/connectors/shop-contacts$"));
        assertThat(heading()).hasText("Shop contacts");

        assertThat(posted("wrong")).isEqualTo(401);
        assertThat(posted("sandbox-shop-bearer")).isEqualTo(202);
        assertThat(row("inflow.shop-contacts")).containsText("delivered");
        await().until(() -> stories.get("/api/events?type=Register"), all -> all.contains("items"));
        row("inflow.shop-contacts").getByRole(AriaRole.LINK).first().click();
        assertThat(step("The action")).containsText("kim@mail.example");

        open("#/connectors/shop-contacts/edit");
        assertThat(field("Records")).hasValue("$.data.contacts[*]");
        field("Where account and third party differ").selectOption("fill-empty");
        button("Save").click();
        assertThat(page.locator(".edit-save-state")).containsText("Version 2");
        assertThat(stories.get("/api/connectors/shop-contacts/configuration"))
                .contains("conflict: fill-empty", "items: $.data.contacts[*]");
    }

    private int posted(String token) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stories.origin() + "/inflow/shop-contacts"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"contacts\":[{\"id\":\"k-1\",\"email\":\"kim@mail.example\",\"first\":\"Kim\"}]}"))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
