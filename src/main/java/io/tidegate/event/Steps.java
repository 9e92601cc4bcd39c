package io.tidegate.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definite path of names and indexes, walked by hand: several times as fast as the general
 * engine.
 */
record Steps(List<Step> steps) implements Selector {

    @Override
    public boolean definite() {
        return true;
    }

    @Override
    public @Nullable Object first(@Nullable Object root, @Nullable Object otherwise) {
        Object value = root;
        for (int i = 0; i < steps.size(); i++) {
            value = steps.get(i).of(value);
            if (value == NOTHING) {
                return otherwise;
            }
        }
        return value;
    }

    @Override
    public List<@Nullable Object> select(@Nullable Object root) {
        Object value = first(root, NOTHING);
        return value == NOTHING ? List.of() : Collections.singletonList(value);
    }

    sealed interface Step {
        @Nullable Object of(@Nullable Object value);
    }

    record Name(String name) implements Step {
        @Override
        public @Nullable Object of(@Nullable Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                return NOTHING;
            }
            Object found = map.get(name);
            return found == null && !map.containsKey(name) ? NOTHING : found;
        }
    }

    /** A negative index counts from the end. */
    record Index(int index) implements Step {
        @Override
        public @Nullable Object of(@Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                return NOTHING;
            }
            int at = index < 0 ? list.size() + index : index;
            return at < 0 || at >= list.size() ? NOTHING : list.get(at);
        }
    }
}
