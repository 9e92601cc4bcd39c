package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body in the making. {@link Shape} has seen to it that no two targets disagree about what a
 * place is.
 */
final class Body {
    private @Nullable Object root;

    void set(Target target, @Nullable Object value) {
        List<Object> steps = target.steps();
        if (root == null) {
            root = containerFor(steps.get(0));
        }
        Object at = root;
        int last = steps.size() - 1;
        for (int i = 0; i < last; i++) {
            Object inner = get(at, steps.get(i));
            if (inner == null) {
                inner = containerFor(steps.get(i + 1));
                put(at, steps.get(i), inner);
            }
            at = inner;
        }
        put(at, steps.get(last), value);
    }

    Object value(boolean isList) {
        if (root != null) {
            return root;
        }
        return isList ? new ArrayList<>() : new LinkedHashMap<>();
    }

    private static Object containerFor(Object step) {
        return step instanceof Integer ? new ArrayList<>() : new LinkedHashMap<>();
    }

    private static @Nullable Object get(Object container, Object step) {
        if (container instanceof List<?> list) {
            int index = (Integer) step;
            return index < list.size() ? list.get(index) : null;
        }
        return ((Map<?, ?>) container).get(step);
    }

    @SuppressWarnings("unchecked")
    private static void put(Object container, Object step, @Nullable Object value) {
        if (container instanceof List<?>) {
            List<@Nullable Object> list = (List<@Nullable Object>) container;
            int index = (Integer) step;
            while (list.size() <= index) {
                list.add(null);
            }
            list.set(index, value);
        } else {
            ((Map<String, @Nullable Object>) container).put((String) step, value);
        }
    }
}
