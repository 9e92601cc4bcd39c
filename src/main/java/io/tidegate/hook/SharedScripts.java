package io.tidegate.hook;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compiled scripts by their words, as long as anybody uses them: many connectors may share one. */
final class SharedScripts {
    private final Map<Key, WeakReference<Script>> scripts = new ConcurrentHashMap<>();

    /**
     * @param name what its errors begin with
     */
    record Key(String name, String source, ScriptLimits limits) {}

    @Nullable Script find(Key key) {
        WeakReference<Script> known = scripts.get(key);
        return known == null ? null : known.get();
    }

    void add(Key key, Script compiled) {
        scripts.values().removeIf(script -> script.get() == null);
        scripts.put(key, new WeakReference<>(compiled));
    }
}
