package io.tidegate.security;

import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.security.SecretRefused.Why;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of the journal's database and of the environment. A change is committed, then the
 * snapshot that is read at each send is replaced.
 */
public final class StoredSecrets implements SecretStore, Secrets {
    /** In bytes of UTF-8. */
    static final int LONGEST_TEXT = 64 << 10;

    private final SqlSecretRows rows;
    private final EnvironmentSecrets environment;
    private final Keyring keys;
    private final DataKeys dataKeys;
    private final Clock clock;
    private volatile Snapshot snapshot;

    /** Where the rows are; for the process that holds the data folder. */
    public record Place(SqlDatabase database, SqlJournal journal, Path dataFolder) {}

    /**
     * Reads all of them, and ends a rotation that a crash cut short.
     *
     * @param masterKeys {@code TIDEGATE_MASTER_KEY}'s, in base64; empty: those of the key file,
     *     which is made when the first secret is set
     * @throws UnusableKey if the key file is none, or may be read by others
     * @throws JournalUnavailable if the rows cannot be read
     */
    public StoredSecrets(
            Place place, List<String> masterKeys, Map<String, String> environment, Clock clock) {
        this.rows = new SqlSecretRows(place.database(), place.journal());
        this.environment = new EnvironmentSecrets(environment);
        this.keys = new Keyring(masterKeys, new KeyFile(place.dataFolder()));
        this.clock = clock;
        this.snapshot = Snapshot.EMPTY;
        this.dataKeys =
                new DataKeys(new SqlDataKeyRows(place.database(), place.journal()), keys, clock);
        place.database().payloads().use(dataKeys);
        read();
        MasterKey first = keys.current();
        if (first != null && keys.isRotating() && problems().isEmpty()) {
            endRotation(first);
        }
    }

    private void endRotation(MasterKey first) {
        try {
            encryptWith(first);
        } catch (JournalUnavailable | UnusableKey e) {
            // Both keys stay at hand, so everything can be read: a later start ends it.
        }
    }

    @Override
    public @Nullable String secret(String name) {
        return snapshot.texts().get(name);
    }

    @Override
    public List<String> lately(String name) {
        return snapshot.lately().getOrDefault(name, List.of());
    }

    @Override
    public String whyMissing(String name) {
        String reason = snapshot.unreadable().get(name);
        return reason == null
                ? Secrets.super.whyMissing(name)
                : "the secret " + name + " cannot be read: " + reason;
    }

    /** Names what cannot be read, why, and what to do; empty if everything can. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(dataKeys.problems());
        snapshot.unreadable()
                .forEach(
                        (name, why) ->
                                problems.add("the secret " + name + " cannot be read: " + why));
        return problems;
    }

    /**
     * Payloads are encrypted from now on, with keys that the master key wraps; it is made if there
     * is none.
     *
     * @throws UnusableKey if the master keys at hand do not read what is stored already
     */
    public synchronized void encryptPayloads() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new UnusableKey(
                    problems.get(0)
                            + ". Payloads are to be encrypted (TIDEGATE_ENCRYPT_PAYLOADS), so Tidegate does not start"
                            + " with another key; nothing was changed");
        }
        dataKeys.begin();
    }

    @Override
    public List<SecretEntry> list() {
        Snapshot now = snapshot;
        Set<String> names = new TreeSet<>(now.rows().keySet());
        names.addAll(environment.all().keySet());
        return names.stream().map(name -> entry(name, now)).toList();
    }

    private SecretEntry entry(String name, Snapshot now) {
        EncryptedSecret row = now.rows().get(name);
        return new SecretEntry(
                name,
                environment.secret(name) == null ? null : EnvironmentSecrets.variable(name),
                row == null ? null : row.setAt(),
                row == null ? null : row.setBy(),
                now.unreadable().get(name));
    }

    @Override
    public synchronized SecretEntry set(String name, String text, String by) {
        refuseUnlessAllowed(name, text);
        refuseWhileUnreadable("set " + name);
        MasterKey key = keys.currentOrNew();
        rows.put(
                List.of(
                        new EncryptedSecret(
                                name, key.id(), key.encrypt(name, text), clock.millis(), by)));
        read();
        return entry(name, snapshot);
    }

    private static void refuseUnlessAllowed(String name, String text) {
        if (!SecretName.isOne(name)) {
            throw new SecretRefused(
                    Why.INVALID, "the name is \"" + name + "\", allowed are " + SecretName.ALLOWED);
        }
        if (text.isEmpty()) {
            throw new SecretRefused(
                    Why.INVALID, "the text of the secret " + name + " is empty; nothing was set");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new SecretRefused(
                    Why.INVALID,
                    "the text of the secret "
                            + name
                            + " holds half of a character (a lone surrogate); nothing was set");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_TEXT) {
            throw new SecretRefused(
                    Why.INVALID,
                    "the text of the secret "
                            + name
                            + " has "
                            + bytes
                            + " bytes, allowed are "
                            + LONGEST_TEXT
                            + "; nothing was set");
        }
    }

    /** One more key beside a wrong one would hide which one is missing. */
    private void refuseWhileUnreadable(String what) {
        Map<String, String> unreadable = snapshot.unreadable();
        if (!unreadable.isEmpty()) {
            String first = unreadable.keySet().iterator().next();
            throw new SecretRefused(
                    Why.CONFLICT,
                    "cannot "
                            + what
                            + " while these secrets cannot be read: "
                            + String.join(", ", unreadable.keySet())
                            + ". "
                            + first
                            + " is "
                            + unreadable.get(first)
                            + "; nothing was changed");
        }
    }

    @Override
    public synchronized SecretEntry delete(String name) {
        Snapshot before = snapshot;
        if (!before.rows().containsKey(name)) {
            throw new SecretRefused(
                    Why.NOT_THERE,
                    environment.secret(name) == null
                            ? "there is no secret " + name
                            : "the secret "
                                    + name
                                    + " is in the environment alone, as "
                                    + EnvironmentSecrets.variable(name)
                                    + ": the store has none of that name to delete");
        }
        SecretEntry deleted = entry(name, before);
        rows.delete(name);
        read();
        return deleted;
    }

    @Override
    public synchronized Rotation rotate() {
        refuseWhileUnreadable("change the master key");
        if (!dataKeys.problems().isEmpty()) {
            throw new SecretRefused(
                    Why.CONFLICT, dataKeys.problems().get(0) + "; nothing was changed");
        }
        MasterKey current = keys.current();
        if (!keys.isOfSetting()) {
            return encryptWith(keys.putFirst(MasterKey.random()));
        }
        if (current == null || encryptsAll(current)) {
            if (current != null && dataKeys.encrypts()) {
                return new Rotation(current.id(), 0, dataKeys.renewNow());
            }
            throw new SecretRefused(
                    Why.CONFLICT,
                    "the first key of TIDEGATE_MASTER_KEY encrypts every secret already: put a new one before it,"
                            + " TIDEGATE_MASTER_KEY=NEW,OLD (openssl rand -base64 32 makes one), start again, then"
                            + " rotate, and OLD can go; nothing was changed");
        }
        return encryptWith(current);
    }

    private boolean encryptsAll(MasterKey key) {
        return dataKeys.areWrappedBy(key)
                && snapshot.rows().values().stream().allMatch(row -> row.keyId().equals(key.id()));
    }

    /**
     * At each moment of it every row can be read: the file has both keys from before the commit
     * until after it.
     */
    private Rotation encryptWith(MasterKey key) {
        FaultPoint.AFTER_KEY_FILE.hit();
        List<EncryptedSecret> anew = new ArrayList<>();
        for (EncryptedSecret row : rows.all()) {
            MasterKey old = keys.withId(row.keyId());
            String text = old == null ? null : old.decrypt(row.name(), row.encrypted());
            if (text == null) {
                throw new SecretRefused(
                        Why.CONFLICT,
                        "the secret "
                                + row.name()
                                + " cannot be read, so the old key is still needed; nothing was changed");
            }
            anew.add(
                    new EncryptedSecret(
                            row.name(),
                            key.id(),
                            key.encrypt(row.name(), text),
                            row.setAt(),
                            row.setBy()));
        }
        rows.put(anew, row -> dataKeys.wrappedAnew(row, key));
        FaultPoint.AFTER_KEY_COMMIT.hit();
        if (!keys.isOfSetting()) {
            keys.keepFirst();
        }
        read();
        return new Rotation(
                key.id(), anew.size(), dataKeys.encrypts() ? dataKeys.renewNow() : null);
    }

    /** With the master key; the key file is made with the first text if there is none. */
    public Seal seal() {
        MasterKey meanwhile = MasterKey.random();
        return new KeySeal(() -> sealing(meanwhile), keys::all);
    }

    private MasterKey sealing(MasterKey meanwhile) {
        MasterKey current = keys.current();
        return current != null ? current : firstKey(meanwhile);
    }

    /** Not while the key of stored secrets is missed: one more would hide which one that is. */
    private synchronized MasterKey firstKey(MasterKey meanwhile) {
        return snapshot.unreadable().isEmpty() ? keys.currentOrNew() : meanwhile;
    }

    /** Another node may have changed them. */
    public synchronized void refresh() {
        dataKeys.refresh();
        read();
    }

    private void read() {
        snapshot = snapshot.next(rows.all(), keys, environment);
    }

    /** Holds texts: not to be printed. */
    @Override
    public String toString() {
        return snapshot.toString();
    }
}
