package io.tidegate.cli;

import io.tidegate.config.DataFolder;
import io.tidegate.config.DataFolderInUse;
import io.tidegate.config.Settings;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the server that runs, or opens its journal in its place. */
final class Conversations {
    private static final String SQLITE = "jdbc:sqlite:";

    private Conversations() {}

    static Conversation open(Settings settings, Server server) {
        HttpConversation http = new HttpConversation(settings);
        try {
            http.greet();
            return http;
        } catch (ConnectException e) {
            return local(settings, server, http.where());
        }
    }

    private static Conversation local(Settings settings, Server server, String where) {
        String url = settings.databaseUrl();
        if (url.startsWith(SQLITE)
                && !Files.exists(Path.of(url.substring(SQLITE.length()).replaceAll("\\?.*", "")))) {
            throw new Refused(
                    0,
                    "no server answers at "
                            + where
                            + ", and there is no journal at "
                            + url.substring(SQLITE.length())
                            + ": nothing has run here yet (TIDEGATE_HOST, TIDEGATE_PORT and TIDEGATE_DATA_DIR say where"
                            + " to look)");
        }
        try {
            return new LocalConversation(
                    DataFolder.lock(settings.dataDir()), settings, server.connectors(settings));
        } catch (DataFolderInUse e) {
            throw new Refused(
                    0,
                    "no server answers at "
                            + where
                            + ", but process "
                            + e.pid()
                            + " works on the data folder "
                            + settings.dataDir()
                            + ": set TIDEGATE_HOST and TIDEGATE_PORT to where that one listens");
        }
    }
}
