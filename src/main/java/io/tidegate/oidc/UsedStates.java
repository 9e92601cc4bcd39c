package io.tidegate.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * States that came back once, to this node: the last {@value #MOST}, more than come in a state's
 * life. To another node one may come again, where the provider refuses its code.
 */
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
