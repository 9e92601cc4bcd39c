package io.tidegate.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lists fit. */
final class Rows {
    /** Of a list of values; a list of objects has its own bound. */
    private static final int MOST_VALUES = 50;

    private final Walk walk;
    private final Findings findings;

    Rows(Walk walk, Findings findings) {
        this.walk = walk;
        this.findings = findings;
    }

    /** A list; what is one element alone becomes a list of it. */
    Object read(Place.Many many, Object raw, String at) {
        List<?> list = raw instanceof List<?> given ? given : List.of(raw);
        boolean ofObjects = many.field().kind() == Kind.LIST;
        int most = ofObjects ? many.field().most() : MOST_VALUES;
        List<Object> fit = new ArrayList<>();
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            if (i == most) {
                findings.noted(at, "cut to " + most + " elements");
                break;
            }
            String here = raw instanceof List ? at + "[" + i + "]" : at;
            Object element = element(many, list.get(i), here);
            if (element != Walk.NOTHING && isNew(many.field(), element, fit, keys, here)) {
                fit.add(element);
            }
        }
        if (!(raw instanceof List) && !fit.isEmpty()) {
            findings.noted(at, "put into a list");
        }
        return fit.isEmpty() && !list.isEmpty() ? Walk.NOTHING : fit;
    }

    private Object element(Place.Many many, @Nullable Object raw, String at) {
        if (raw == null) {
            findings.noted(at, "left out, it is empty");
            return Walk.NOTHING;
        }
        Object fit = walk.place(many.element(), raw, at);
        if (fit instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
            return members.isEmpty() ? Walk.NOTHING : withKey(many.field().keyed(), members, at);
        }
        return fit == null || "".equals(fit) ? Walk.NOTHING : fit;
    }

    private Object withKey(
            ProfileField.Keyed keyed, Map<String, @Nullable Object> element, String at) {
        if (keyed.needs() != null && isEmpty(element.get(keyed.needs()))) {
            findings.noted(at, "left out, it has no " + keyed.needs());
            return Walk.NOTHING;
        }
        if (keyed.key() != null && keyed.otherwise() != null && isEmpty(element.get(keyed.key()))) {
            element.put(keyed.key(), keyed.otherwise());
            findings.noted(at + "." + keyed.key(), "set to " + keyed.otherwise());
        }
        return element;
    }

    /** Elements of one key would overwrite each other. */
    private boolean isNew(
            ProfileField field,
            Object element,
            List<Object> before,
            Map<String, String> keys,
            String at) {
        if (before.contains(element)) {
            findings.noted(at, "left out, it is there already");
            return false;
        }
        String name = field.keyed().key();
        if (name == null
                || !(element instanceof Map<?, ?> members)
                || !(members.get(name) instanceof String key)
                || key.isEmpty()) {
            return true;
        }
        String first = keys.putIfAbsent(key.toLowerCase(Locale.ROOT), at);
        if (first != null) {
            findings.unfit(
                    at + "." + name,
                    Shown.value(key),
                    "a " + name + " of its own, " + first + " has it");
        }
        return first == null;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || "".equals(value);
    }
}
