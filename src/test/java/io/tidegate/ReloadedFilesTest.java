package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of connectors when files are moved, replaced and away for a while. */
class ReloadedFilesTest extends SavedRoutes {
    @Test
    void twoRoutesOfTwoFilesMayExchangeTheirPlaces() throws Exception {
        save("a.yaml", route("r1", "direct:a", "log:x"));
        save("b.yaml", route("r2", "direct:b", "log:x"));
        try (RunningServer server = start("# nothing\n")) {
            save("a.yaml", route("r1", "direct:b", "log:x"));
            save("b.yaml", route("r2", "direct:a", "log:x"));
            awaitUses(server, "r1 direct://b", "r2 direct://a");
        }
    }

    @Test
    void aRouteMovesToAnEarlierFileUnderAnotherName() throws Exception {
        save("z.yaml", route("old", "trigger:plain?on=Login", "log:x"));
        try (RunningServer server = start("# nothing\n")) {
            save("a.yaml", route("new", "trigger:plain?on=Login", "log:x"));
            remove("z.yaml");
            awaitUses(server, "new trigger://plain?on=Login");
        }
    }

    @Test
    void aConnectorMovesOutOfAFileThatSaysNothingAfterIt() throws Exception {
        save("z.yaml", crm("one"));
        try (RunningServer server = start("# nothing\n")) {
            var last = server.camel().getRoute("crm");
            save("a.yaml", crm("one"));
            save("z.yaml", "# moved\n");
            awaitConnectors(server, "a.yaml:1\"");
            assertThat(server.camel().getRoute("crm")).isSameAs(last);
        }
    }

    @Test
    void aBeanThatMovesToAnotherFileIsThere() throws Exception {
        save("z.yaml", bean("one"));
        try (RunningServer server = start("# nothing\n")) {
            save("a.yaml", bean("two") + route("a", "direct:a", "log:a"));
            remove("z.yaml");
            awaitUses(server, "a direct://a");
            assertThat(counter(server).getWord()).isEqualTo("two");

            save("a.yaml", "# moved\n");
            save("b.yaml", bean("three") + route("b", "direct:b", "log:b"));
            awaitUses(server, "b direct://b");
            assertThat(counter(server).getWord()).isEqualTo("three");

            save("b.yaml", route("b", "direct:b", "log:new"));
            save("a.yaml", bean("four") + route("a", "direct:a", "log:a"));
            awaitUses(server, "a direct://a", "b direct://b");
            assertThat(counter(server).getWord()).isEqualTo("four");
        }
    }

    /** As a checkout or a mount may do it: events would miss their connectors meanwhile. */
    @Test
    void aFolderThatIsAwayLeavesAllRunningAndIsSeenAgain() throws Exception {
        try (RunningServer server = start(crm("one"))) {
            Path away = folder.resolve("away");
            Files.move(folder.resolve("routes"), away);
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(health(server))
                                            .contains(
                                                    "the routes folder cannot be looked at, what runs goes on: "
                                                            + folder.resolve("routes")
                                                            + ": it is gone"));
            send(server, "a", "Register");
            awaitDelivered(server);

            Files.writeString(away.resolve("test.camel.yaml"), crm("two"));
            Files.move(away, folder.resolve("routes"));
            awaitPath(server, "Register", "/two");
            assertThat(health(server)).contains("\"degraded\":[]");
        }
    }

    @Test
    void filesBehindSymbolicLinksAreExchangedAsAConfigMapDoesIt() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Path v1 = Files.createDirectories(routes.resolve("..v1"));
        Path v2 = Files.createDirectories(routes.resolve("..v2"));
        Files.writeString(v1.resolve("crm.yaml"), crm("one"));
        Files.writeString(v2.resolve("crm.yaml"), crm("two"));
        Files.createSymbolicLink(routes.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(routes.resolve("crm.yaml"), Path.of("..data/crm.yaml"));
        try (RunningServer server = start("# nothing\n")) {
            send(server, "a", "Register");
            awaitDelivered(server);
            Files.createSymbolicLink(routes.resolve("..tmp"), Path.of("..v2"));
            Files.move(
                    routes.resolve("..tmp"),
                    routes.resolve("..data"),
                    StandardCopyOption.ATOMIC_MOVE);
            awaitPath(server, "Register", "/two");
        }
    }

    /** The mistake stands in another file than the connector. */
    @Test
    void aBrokenScriptLeavesTheLastVersionRunningAndSaysSo() throws Exception {
        save("hooks/mark.js", "function hook(event) { return event; }");
        try (RunningServer server =
                start(crm("one") + "    before: [ { script: hooks/mark.js } ]\n")) {
            save("hooks/mark.js", "function hook(event) { return");
            awaitConnectors(server, "its last good version goes on");
            assertThat(connectors(server)).doesNotContain("\"broken\"");
            assertThat(health(server)).contains("crm runs in its last good version until");
            send(server, "a", "Register");
            awaitDelivered(server);
        }
    }

    /** Or a start after this one would not know it, if its file is broken by then. */
    @Test
    void aConnectorIsRememberedThoughTheJournalWasAwayWhenItCame() throws Exception {
        try (RunningServer server = start("# nothing\n")) {
            server.change("ALTER TABLE connector RENAME TO away");
            save(crm("one"));
            awaitPath(server, "Register", "/one");
            server.change("ALTER TABLE away RENAME TO connector");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT id FROM connector"))
                                            .containsExactly("crm"));
        }
    }

    @Test
    void aConnectorThatMovedIsRememberedWithItsFile() throws Exception {
        try (RunningServer server = start(crm("one"))) {
            save("moved.yaml", crm("one"));
            remove("test.camel.yaml");
            awaitConnectors(server, "moved.yaml:1\"");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT file FROM connector"))
                                            .containsExactly("moved.yaml"));
        }
    }
}
