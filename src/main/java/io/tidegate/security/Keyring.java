package io.tidegate.security;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The master keys at hand: those of the setting, in its order, then those of the key file. The
 * first encrypts, all decrypt.
 */
final class Keyring {
    private final List<MasterKey> fromSetting;
    private final KeyFile file;
    private volatile List<MasterKey> fromFile;

    /**
     * @param setting {@code TIDEGATE_MASTER_KEY}'s keys in base64; empty if it is not set
     * @throws UnusableKey if the file, or a key, is none
     */
    Keyring(List<String> setting, KeyFile file) {
        List<MasterKey> keys = new ArrayList<>();
        for (String base64 : setting) {
            MasterKey key = MasterKey.of(base64);
            if (key == null) {
                throw new UnusableKey(
                        "TIDEGATE_MASTER_KEY holds a key that is not 32 bytes in base64");
            }
            keys.add(key);
        }
        this.fromSetting = List.copyOf(keys);
        this.file = file;
        this.fromFile = List.copyOf(file.read());
    }

    /** The one that encrypts; null if there is none yet. */
    @Nullable MasterKey current() {
        List<MasterKey> all = all();
        return all.isEmpty() ? null : all.get(0);
    }

    /** The same; makes the key file if there is none. */
    MasterKey currentOrNew() {
        MasterKey current = current();
        return current == null ? putFirst(MasterKey.random()) : current;
    }

    @Nullable MasterKey withId(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
    }

    /** Those that decrypt. */
    List<MasterKey> all() {
        List<MasterKey> all = new ArrayList<>(fromSetting);
        all.addAll(fromFile);
        return all;
    }

    /** Whether the setting has the keys, so that the file is only read. */
    boolean isOfSetting() {
        return !fromSetting.isEmpty();
    }

    /** Whether a rotation was begun that has not been seen to end. */
    boolean isRotating() {
        return !isOfSetting() && fromFile.size() > 1;
    }

    /** Adds a new key to the file, which is on the disk when this returns, before the others. */
    MasterKey putFirst(MasterKey key) {
        List<MasterKey> keys = new ArrayList<>(fromFile);
        keys.add(0, key);
        file.write(keys);
        fromFile = List.copyOf(keys);
        return key;
    }

    /** Leaves the first key alone in the file: the others are not needed any more. */
    void keepFirst() {
        List<MasterKey> first = fromFile.subList(0, 1);
        file.write(first);
        fromFile = List.copyOf(first);
    }

    /** The ids of all, for messages; says where to put a key. */
    String shown() {
        String ids = all().stream().map(MasterKey::id).collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? "there is none (neither TIDEGATE_MASTER_KEY nor " + file.path() + ")"
                : "at hand is "
                        + ids
                        + (isOfSetting() ? " of TIDEGATE_MASTER_KEY" : " of " + file.path());
    }
}
