package io.tidegate.security;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.Payloads;
import io.tidegate.security.SecretRefused.Why;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of payloads, each wrapped by the master key where it is stored. One encrypts, for a day;
 * all decrypt, as long as there may be rows that need them.
 */
final class DataKeys implements Payloads.Cipher {
    static final long DAY = Duration.ofDays(1).toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);
    private static final long AGAIN = Duration.ofMinutes(1).toMillis();
    private static final int SECONDS = 30;

    /** AES-GCM with random nonces is good for 2^32 texts of one key; several nodes may share it. */
    private static final long MOST_USES = 1L << 30;

    private final SqlDataKeyRows rows;
    private final Keyring keys;
    private final Clock clock;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final AtomicLong uses = new AtomicLong();
    private volatile Known known = new Known(Map.of(), Map.of());
    private volatile @Nullable DataKey current;
    private volatile long renewAt;

    /**
     * @param unreadable master keys that are not at hand, by the data key that needs it
     */
    private record Known(Map<Long, DataKey> all, Map<Long, String> unreadable) {
        @Nullable DataKey newest() {
            return all.values().stream()
                    .max(Comparator.comparingLong(DataKey::madeAt))
                    .orElse(null);
        }
    }

    DataKeys(SqlDataKeyRows rows, Keyring keys, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.clock = clock;
        refresh();
    }

    /**
     * Encrypts from now on.
     *
     * @throws UnusableKey if older payloads cannot be read with the master keys at hand
     */
    void begin() {
        refresh();
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new UnusableKey(
                    problems.get(0) + "; Tidegate does not start, nothing was changed");
        }
        keys.currentOrNew();
        DataKey newest = known.newest();
        if (newest == null || clock.millis() - newest.madeAt() >= DAY) {
            addNow();
        } else {
            begin(newest);
        }
    }

    private void begin(DataKey key) {
        current = key;
        uses.set(0);
        renewAt = key.madeAt() + DAY;
    }

    /** Another one encrypts when this returns; its id. */
    String renewNow() {
        if (current == null) {
            throw new SecretRefused(
                    Why.CONFLICT,
                    "payloads are not encrypted (TIDEGATE_ENCRYPT_PAYLOADS is false), so there is no key of theirs"
                            + " to change; nothing was changed");
        }
        return DataKey.shown(addNow().id());
    }

    private DataKey addNow() {
        try {
            CompletableFuture<DataKey> added = add();
            return added.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new JournalUnavailable(
                    "a new key of payloads cannot be stored: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    private CompletableFuture<DataKey> add() {
        return rows.add(
                        () -> DataKey.random(clock.millis()),
                        key -> key.wrapped(Objects.requireNonNull(keys.current())))
                .thenApply(this::added)
                .toCompletableFuture();
    }

    private synchronized DataKey added(DataKey key) {
        Map<Long, DataKey> all = new HashMap<>(known.all());
        all.put(key.id(), key);
        known = new Known(all, known.unreadable());
        begin(key);
        LOG.info("payloads are encrypted with the new key {}", DataKey.shown(key.id()));
        return key;
    }

    /** Reads them: another node may have made one, which is used here too then. */
    synchronized void refresh() {
        Map<Long, DataKey> all = new HashMap<>(known.all());
        Map<Long, String> unreadable = new HashMap<>();
        for (EncryptedDataKey row : rows.all()) {
            if (!all.containsKey(row.id())) {
                MasterKey master = keys.withId(row.masterKeyId());
                DataKey key = master == null ? null : DataKey.unwrapped(row, master);
                if (key == null) {
                    unreadable.put(row.id(), row.masterKeyId());
                } else {
                    all.put(row.id(), key);
                }
            }
        }
        known = new Known(Map.copyOf(all), Map.copyOf(unreadable));
        DataKey is = current;
        DataKey newest = known.newest();
        if (is != null && newest != null && newest.madeAt() > is.madeAt()) {
            begin(newest);
        }
    }

    /** One line for each master key that is missed; empty if all payloads can be read. */
    List<String> problems() {
        return known.unreadable().values().stream().distinct().sorted().map(this::missed).toList();
    }

    private String missed(String masterKey) {
        return "payloads in the journal cannot be read: their keys are wrapped by the master key "
                + masterKey
                + ", "
                + keys.shown()
                + ": start again with that key";
    }

    /** Whether the master key wraps all of them. */
    boolean areWrappedBy(MasterKey master) {
        return rows.all().stream().allMatch(row -> row.masterKeyId().equals(master.id()));
    }

    /** With another master key; refuses if that would lose one. */
    EncryptedDataKey wrappedAnew(EncryptedDataKey row, MasterKey master) {
        MasterKey old = keys.withId(row.masterKeyId());
        DataKey key = old == null ? null : DataKey.unwrapped(row, old);
        if (key == null) {
            throw new JournalUnavailable(missed(row.masterKeyId()) + "; nothing was changed", null);
        }
        return key.wrapped(master);
    }

    @Override
    public boolean encrypts() {
        return current != null;
    }

    @Override
    public byte @Nullable [] encrypt(byte[] plain) {
        DataKey key = current;
        if (key == null) {
            return null;
        }
        if (uses.incrementAndGet() == MOST_USES) {
            renewAt = 0;
        }
        if (clock.millis() >= renewAt) {
            renewLater();
        }
        return key.encrypt(plain);
    }

    /**
     * The writer's thread may ask, so nobody waits: the old one is used until the new one is
     * stored.
     */
    private void renewLater() {
        if (!renewing.compareAndSet(false, true)) {
            return;
        }
        renewAt = clock.millis() + AGAIN;
        try {
            CompletableFuture<DataKey> unused = add().whenComplete(this::renewed);
        } catch (RuntimeException e) {
            renewing.set(false);
            LOG.warn("no new key of payloads now, tried again: {}", e.getMessage());
        }
    }

    private void renewed(@Nullable DataKey key, @Nullable Throwable failed) {
        renewing.set(false);
        if (failed != null) {
            LOG.warn("no new key of payloads now, tried again: {}", failed.getMessage());
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted) {
        long id = DataKey.idOf(encrypted);
        byte[] plain = key(id).decrypt(encrypted);
        if (plain == null) {
            throw new JournalUnavailable(
                    "a payload in the journal was changed or damaged: it is not what the key "
                            + DataKey.shown(id)
                            + " encrypted",
                    null);
        }
        return plain;
    }

    private DataKey key(long id) {
        DataKey key = known.all().get(id);
        if (key == null && !known.unreadable().containsKey(id)) {
            refresh(); // another node's
            key = known.all().get(id);
        }
        if (key != null) {
            return key;
        }
        String master = known.unreadable().get(id);
        throw new JournalUnavailable(
                master != null
                        ? missed(master) + "; nothing was changed"
                        : "a payload in the journal needs the key "
                                + DataKey.shown(id)
                                + ", which table payload_key has not: put that row back from a backup; nothing was"
                                + " changed",
                null);
    }

    /** Holds keys: not to be printed. */
    @Override
    public String toString() {
        return "DataKeys[" + known.all().size() + "]";
    }
}
