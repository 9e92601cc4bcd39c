package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.event.Sealing;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.route.References;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.security.Seal;
import io.tidegate.security.SecretStore;
import io.tidegate.security.Secrets;
import io.tidegate.security.StoredSecrets;
import io.tidegate.security.UnusableKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of a running server: those of its journal and of the environment, or the sandbox's
 * dummies.
 */
final class ServerSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSecrets.class);

    private final @Nullable StoredSecrets stored;
    private final Optional<Sandbox> sandbox;
    private final Seal seal;

    private ServerSecrets(@Nullable StoredSecrets stored, Optional<Sandbox> sandbox) {
        this.stored = stored;
        this.sandbox = sandbox;
        this.seal = stored == null ? Seal.ofThisProcess() : stored.seal();
    }

    /** What cannot be read is logged, and is no reason not to start: events are taken meanwhile. */
    static ServerSecrets of(
            Settings settings,
            SqlDatabase database,
            SqlJournal journal,
            Clock clock,
            Optional<Sandbox> sandbox) {
        if (sandbox.isPresent()) {
            return new ServerSecrets(null, sandbox);
        }
        StoredSecrets stored = open(settings, database, journal, clock);
        if (settings.encryptPayloads()) {
            stored.encryptPayloads();
        }
        stored.problems().forEach(problem -> LOG.error("{}", problem));
        return new ServerSecrets(stored, sandbox);
    }

    /** To set them where no server runs. */
    static SecretStore alone(
            Settings settings, SqlDatabase database, SqlJournal journal, Clock clock) {
        StoredSecrets stored = open(settings, database, journal, clock);
        if (settings.encryptPayloads()) {
            stored.encryptPayloads();
        }
        return stored;
    }

    /**
     * So that payloads can be read where no server runs.
     *
     * @throws UnusableKey if they are to be encrypted, and cannot be
     */
    static void openPayloads(
            Settings settings, SqlDatabase database, SqlJournal journal, Clock clock) {
        try {
            alone(settings, database, journal, clock);
        } catch (UnusableKey e) {
            if (settings.encryptPayloads()) {
                throw e;
            }
            LOG.warn("{}", e.getMessage()); // what is not encrypted can be read and replayed
        }
    }

    private static StoredSecrets open(
            Settings settings, SqlDatabase database, SqlJournal journal, Clock clock) {
        return new StoredSecrets(
                new StoredSecrets.Place(database, journal, settings.dataDir()),
                settings.masterKeys(),
                System.getenv(),
                clock);
    }

    SecretStore store() {
        return stored == null
                ? SecretStore.none(
                        "this is the sandbox: each secret is sandbox-NAME there, none is stored")
                : stored;
    }

    /** Another node may have changed them. */
    void refresh() {
        if (stored != null) {
            stored.refresh();
        }
    }

    /** What cookies are sealed with; the sandbox's are good until it ends. */
    Seal seal() {
        return seal;
    }

    /** Keeps passwords of inflows from whoever reads the journal. */
    Sealing sealing() {
        return new PasswordSealing(seal);
    }

    /** One line for each that cannot be read. */
    List<String> problems() {
        return stored == null ? List.of() : stored.problems();
    }

    References references() {
        Sealing passwords = sealing();
        return stored == null
                ? sandbox.map(
                                box ->
                                        new References(
                                                lookup(box.secrets(), store()),
                                                box::variable,
                                                passwords))
                        .orElseThrow()
                : new References(lookup(stored, stored), System.getenv()::get, passwords);
    }

    private static References.Lookup lookup(Secrets secrets, SecretStore store) {
        return new References.Lookup() {
            @Override
            public @Nullable String find(String name) {
                return secrets.secret(name);
            }

            @Override
            public List<String> lately(String name) {
                return secrets.lately(name);
            }

            @Override
            public void replace(String name, String text) {
                store.set(name, text, "oauth2");
            }

            @Override
            public String whyMissing(String name) {
                return secrets.whyMissing(name);
            }
        };
    }
}
