package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation × every role, as authorisation.txt shows it. */
class AuthorisationTableTest {
    private static final Path TABLE =
            Path.of("src/test/resources/io/tidegate/api/authorisation.txt");

    /** No operation knows it: who is admitted is told so, and nothing is changed. */
    private static final String UNKNOWN = "?authorisation-table=1";

    @TempDir static Path temp;
    private static ApiUnderTest api;
    private static final Map<String, String> TOKENS = new HashMap<>();

    @BeforeAll
    static void start() {
        api = new ApiUnderTest(temp);
        for (Role role : Role.values()) {
            String text = api.access.tokens().make(role.word(), role, null, "Ann").text();
            TOKENS.put(role.word(), text);
        }
        TOKENS.put("none", null);
        TOKENS.put("producer", ApiUnderTest.PRODUCER);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void everyOperationHasARowAndNoOther() throws IOException {
        List<String> rows =
                lines().stream()
                        .skip(1)
                        .map(line -> line.split("\\s+")[0] + " " + line.split("\\s+")[1])
                        .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(api.api.table());
    }

    @Test
    void everyCellIsAsItIsAnswered() throws IOException, InterruptedException {
        List<String> heading = List.of(lines().get(0).split("\\s+"));
        List<String> wrong = new ArrayList<>();
        for (String line : lines().subList(1, lines().size())) {
            String[] cells = line.split("\\s+");
            String path = cells[1].replaceAll("\\{[a-z]+}", "1") + UNKNOWN;
            for (int i = 2; i < cells.length; i++) {
                String token = TOKENS.get(heading.get(i));
                int status = status(cells[0], path, token);
                int admitted = cells[1].equals(LiveResource.PATH) ? 200 : 400;
                int wanted = cells[i].equals("yes") ? admitted : Integer.parseInt(cells[i]);
                if (status != wanted) {
                    wrong.add(line + " : " + heading.get(i) + " got " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Without waiting for the answer's end: live changes have none. */
    private static int status(String method, String path, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                        .method(method, BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = api.client.send(request.build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void whatIsNotThereIsNotToldToWhoHasNoBusinessHere() {
        assertThat(api.send("GET", "/api/nothing", null, null).statusCode()).isEqualTo(401);
        assertThat(api.send("GET", "/api/nothing", null, ApiUnderTest.PRODUCER).statusCode())
                .isEqualTo(403);
        assertThat(api.send("GET", "/api/nothing", null, TOKENS.get("viewer")).statusCode())
                .isEqualTo(404);
    }
}
