package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console's tests look at is there. */
class StoriesTest {
    @TempDir private Path folder;

    @Test
    void everyStoryComesToItsEnd() throws Exception {
        try (StoriesServer stories = new StoriesServer(folder)) {
            stories.tell();

            assertThat(Json.text(stories.json("/api/events/c-1/trace")))
                    .containsSubsequence("story-in", "Register", "story-crm", "story-mail");
        }
    }
}
