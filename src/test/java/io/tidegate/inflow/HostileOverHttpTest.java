package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.event.Json;
import io.tidegate.profile.Choices;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile posts over a real connection, into a real journal. */
class HostileOverHttpTest {
    private static final int POSTS = 500;

    @TempDir private Path folder;

    @Test
    void eachIsAnsweredAndWhatIsAcceptedCanBeReadAgain() throws Exception {
        long seed = Long.getLong("tidegate.fuzz.seed", System.nanoTime());
        try (PostedTo server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"))) {
            server.connector("one", new PostedTo.With().subject("$.data.email").entry());
            server.connector("many", new PostedTo.With().items("$.data.contacts[*]").entry());
            int accepted = 0;
            for (int i = 0; i < POSTS; i++) {
                HttpResponse<String> answer = post(server, Choices.of(new Random(seed + i)));
                assertThat(answer.statusCode())
                        .as("with -Dtidegate.fuzz.seed=%s: %s", seed + i, answer.body())
                        .isIn(202, 400, 401, 413, 415, 422);
                accepted += answer.statusCode() == 202 ? 1 : 0;
            }
            assertThat(accepted).isPositive();
            List<Map<String, String>> events = server.events();
            assertThat(events).isNotEmpty();
            for (Map<String, String> event : events) {
                Json.parse(event.get("data").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static HttpResponse<String> post(PostedTo server, Choices choices) throws Exception {
        byte[] body = new HostilePosts(choices).body();
        String type = choices.of(HostilePosts.TYPES.subList(0, 4));
        if (choices.one(3)) {
            String signature =
                    HexFormat.of().formatHex(BodyHmac.of("HmacSHA256", "test-api-secret", body));
            return server.post(
                    "/webhooks/loginradius",
                    body,
                    "content-type",
                    "application/json",
                    "signature",
                    choices.one(10) ? "00" : signature);
        }
        String connector = choices.one(2) ? "one" : "many";
        return server.post("/inflow/" + connector, body, "content-type", type);
    }
}
