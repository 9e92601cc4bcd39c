package io.tidegate.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

/** States that came back once: the last {@value #MOST}, which is more than a state's life needs. */
final class UsedStates {
    private static final int MOST = 10_000;

    private final Map<String, Boolean> used =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            };

    /** False if it was used before. */
    synchronized boolean use(String state) {
        return used.put(state, true) == null;
    }
}
