package io.tidegate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens: as set, else of a 0600 file in the data folder, which the first start makes.
 *
 * @param announcements one line for each token made just now, with its text: to be printed once,
 *     never logged
 */
public record Tokens(String producer, String admin, List<String> announcements) {
    private static final String PRODUCER_FILE = "producer.token";
    private static final String ADMIN_FILE = "admin.token";
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Reads them, makes those that are missing; for the process that holds the {@link DataFolder}.
     */
    public static Tokens of(Settings settings) {
        List<String> announcements = new ArrayList<>();
        String producer = settings.producerToken();
        if (producer == null) {
            producer = kept(settings.dataDir().resolve(PRODUCER_FILE), "producer", announcements);
        }
        String admin = settings.adminToken();
        if (admin == null) {
            admin = kept(settings.dataDir().resolve(ADMIN_FILE), "admin", announcements);
        }
        return new Tokens(producer, admin, List.copyOf(announcements));
    }

    /** The admin token, for a command that asks a running server; null if none was set or made. */
    public static @Nullable String admin(Settings settings) {
        if (settings.adminToken() != null) {
            return settings.adminToken();
        }
        Path file = settings.dataDir().resolve(ADMIN_FILE);
        return Files.isReadable(file) ? read(file) : null;
    }

    private static String kept(Path file, String whose, List<String> announcements) {
        String token = Files.exists(file) ? read(file) : "";
        if (token.isEmpty()) {
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            PrivateFile.write(file, token + "\n");
            announcements.add(
                    "the "
                            + whose
                            + " token is "
                            + token
                            + " (kept in "
                            + file
                            + ", not shown again)");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the token in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Tokens[…]";
    }
}
