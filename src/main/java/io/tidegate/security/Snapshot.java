package io.tidegate.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All secrets as they are between two changes: read at each send, without a lock and without SQL.
 *
 * @param texts by name; the environment's win over the store's
 * @param lately by name, the newest first: the texts in use now or not long ago
 * @param rows of the store, by name
 * @param unreadable of these, why
 */
record Snapshot(
        Map<String, String> texts,
        Map<String, List<String>> lately,
        Map<String, EncryptedSecret> rows,
        Map<String, String> unreadable) {
    /** So many texts of one secret are kept out of what is stored. */
    private static final int LATELY = 4;

    static final Snapshot EMPTY = new Snapshot(Map.of(), Map.of(), Map.of(), Map.of());

    /** Decrypts the rows. */
    Snapshot next(List<EncryptedSecret> all, Keyring keys, EnvironmentSecrets environment) {
        Map<String, String> now = new HashMap<>();
        Map<String, EncryptedSecret> byName = new TreeMap<>();
        Map<String, String> reasons = new TreeMap<>();
        for (EncryptedSecret row : all) {
            byName.put(row.name(), row);
            MasterKey key = keys.withId(row.keyId());
            String text = key == null ? null : key.decrypt(row.name(), row.encrypted());
            if (text != null) {
                now.put(row.name(), text);
            } else {
                reasons.put(row.name(), reason(row, key, keys));
            }
        }
        now.putAll(environment.all());
        return new Snapshot(now, remember(now), byName, reasons);
    }

    private Map<String, List<String>> remember(Map<String, String> now) {
        Map<String, List<String>> all = new HashMap<>(lately);
        now.forEach(
                (name, text) -> {
                    List<String> texts = new ArrayList<>(List.of(text));
                    lately.getOrDefault(name, List.of()).stream()
                            .filter(older -> !older.equals(text))
                            .limit(LATELY - 1)
                            .forEach(texts::add);
                    all.put(name, List.copyOf(texts));
                });
        return all;
    }

    private static String reason(EncryptedSecret row, @Nullable MasterKey key, Keyring keys) {
        return key == null
                ? "encrypted with the master key "
                        + row.keyId()
                        + ", "
                        + keys.shown()
                        + ": start again with that key, or set it anew after tidegate secret delete "
                        + row.name()
                : "its row was changed or damaged: set it anew after tidegate secret delete "
                        + row.name();
    }

    /** Holds texts: not to be printed. */
    @Override
    public String toString() {
        return "Snapshot[" + rows.size() + " secrets in the store]";
    }
}
