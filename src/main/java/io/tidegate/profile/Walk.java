package io.tidegate.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a mapped profile beside the table. Used once. */
final class Walk {
    /** Stands for a value that is left out; null is a value. */
    static final Object NOTHING = new Object();

    private static final int MOST_NAMES = 100;
    private static final int MOST_NAME = 100;

    private final Set<String> found;
    private final Values values;
    private final Texts names;
    private final Findings findings;
    private final Rows rows;

    Walk(SanitizeTerms terms, Set<String> found) {
        this.found = found;
        this.values = new Values(terms.html());
        this.names = new Texts(terms.html());
        this.findings = new Findings(terms);
        this.rows = new Rows(this, findings);
    }

    Findings findings() {
        return findings;
    }

    Map<String, @Nullable Object> profile(Map<String, ?> mapped) {
        return members(ProfileTable.root(), mapped, "");
    }

    Map<String, @Nullable Object> members(Place.Members places, Map<?, ?> raw, String prefix) {
        Map<String, @Nullable Object> fit = new LinkedHashMap<>();
        raw.forEach(
                (key, value) -> {
                    String name = String.valueOf(key);
                    Place place = places.members().get(name);
                    if (place == null) {
                        findings.unknown(prefix + Shown.text(name), "a field of an account");
                    } else if (isReadOnly(place) && !found.contains(name)) {
                        findings.unknown(prefix + name, "a field that a connector may write");
                    } else {
                        put(fit, name, place(place, value, prefix + name));
                    }
                });
        return fit;
    }

    private static boolean isReadOnly(Place place) {
        return place instanceof Place.One one && one.field().access() == Access.READ;
    }

    private static void put(
            Map<String, @Nullable Object> fit, String name, @Nullable Object value) {
        if (value != NOTHING) {
            fit.put(name, value);
        }
    }

    @Nullable Object place(Place place, @Nullable Object raw, String at) {
        if (raw == null) {
            return null;
        }
        if (place instanceof Place.One one) {
            return one(one.field(), raw, at);
        }
        if (place instanceof Place.Many many) {
            return rows.read(many, raw, at);
        }
        if (!(raw instanceof Map<?, ?> map)) {
            findings.unfit(at, Shown.value(raw), "an object");
            return NOTHING;
        }
        Map<String, @Nullable Object> fit =
                place instanceof Place.Names any
                        ? names(any.field(), map, at)
                        : members((Place.Members) place, map, at + ".");
        return fit.isEmpty() && !map.isEmpty() ? NOTHING : fit;
    }

    private Map<String, @Nullable Object> names(ProfileField field, Map<?, ?> raw, String at) {
        Map<String, @Nullable Object> fit = new LinkedHashMap<>();
        int seen = 0;
        for (Map.Entry<?, ?> entry : raw.entrySet()) {
            if (++seen > MOST_NAMES) {
                findings.noted(at, "cut to " + MOST_NAMES + " names");
                break;
            }
            String name = String.valueOf(entry.getKey());
            String here = at + "." + Shown.text(name);
            Object value = entry.getValue();
            if (!isName(name)) {
                findings.unknown(here, "a name of " + MOST_NAME + " visible characters at most");
            } else {
                put(fit, name, value == null ? null : one(field, value, here));
            }
        }
        return fit;
    }

    private boolean isName(String name) {
        try {
            return !name.isEmpty()
                    && name.length() <= MOST_NAME
                    && names.clean(name, Kind.LINE, MOST_NAME, new Trail()).equals(name);
        } catch (NotUsable e) {
            return false;
        }
    }

    private @Nullable Object one(ProfileField field, Object raw, String at) {
        Trail trail = new Trail();
        Object fit;
        try {
            fit = values.read(field, raw, trail);
        } catch (NotUsable e) {
            findings.unfit(
                    at,
                    field.secret() ? "a value that is not shown" : Shown.value(raw),
                    e.allowed());
            return NOTHING;
        }
        if (!"".equals(fit)) {
            findings.made(field, at, raw, fit, trail);
            return fit;
        }
        if (raw instanceof String text && !Characters.trim(text).isEmpty()) {
            findings.noted(at, trail + ", nothing was left of it");
            return NOTHING;
        }
        if (field.kind().isFree()) {
            findings.made(field, at, raw, fit, trail);
            return fit;
        }
        findings.noted(at, "empty, so it has no value");
        return null;
    }
}
