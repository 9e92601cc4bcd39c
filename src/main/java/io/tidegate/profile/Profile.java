package io.tidegate.profile;

import io.tidegate.event.Triggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a mapping's targets before any data comes. */
public final class Profile {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\G(?:\\[(?<index>\\d+)]|\\[(['\"])(?<quoted>.*?)\\2]|\\.?(?<name>[^.\\[]+))");

    /** Words that may be meant → targets that say it. */
    private static final Map<String, String> TARGETS =
            ProfileTable.fields().stream()
                    .collect(Collectors.toUnmodifiableMap(Profile::word, Profile::target));

    private Profile() {}

    /** Whether a mapping may write there: {@code Email[0].Value}, {@code CustomFields.Tier}. */
    public static boolean isField(String target) {
        return problem(target, Set.of()).isEmpty();
    }

    /**
     * Why a mapping must not write there, with the right word if one is near; empty if it may.
     *
     * @param found members that the identity provider alone writes and that are mapped all the same
     */
    public static Optional<String> problem(String target, Set<String> found) {
        List<Object> steps = steps(target);
        Place place = ProfileTable.root();
        for (Object step : steps) {
            place = next(place, step);
        }
        if (place == null) {
            return Optional.of("\"" + target + "\" is no field of an account" + meant(target));
        }
        String top = String.valueOf(steps.get(0));
        boolean written = found.contains(top) || ProfileTable.access(top) != Access.READ;
        return written
                ? Optional.empty()
                : Optional.of("\"" + target + "\" is written by the identity provider alone");
    }

    private static String meant(String target) {
        return Triggers.nearest(target, TARGETS.keySet().stream().sorted().toList())
                .map(word -> "; did you mean \"" + TARGETS.get(word) + "\"?")
                .orElse("");
    }

    private static String word(ProfileField field) {
        String whole = field.path().replaceFirst("(\\[]|\\.\\*)$", "");
        return whole.replace("[]", "[0]");
    }

    private static String target(ProfileField field) {
        String needs = field.keyed().needs();
        return word(field) + (needs == null ? "" : "[0]." + needs);
    }

    private static @Nullable Place next(@Nullable Place place, Object step) {
        if (place instanceof Place.Members members) {
            return step instanceof String name ? members.members().get(name) : null;
        }
        if (place instanceof Place.Many many) {
            return step instanceof Integer ? many.element() : null;
        }
        if (place instanceof Place.Names names) {
            return step instanceof String ? new Place.One(names.field()) : null;
        }
        return place instanceof Place.One one && one.field().kind() == Kind.JSON ? one : null;
    }

    /** Names and indexes, as {@code mapping} reads targets; it tells of those that are none. */
    private static List<Object> steps(String target) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(target);
        while (step.find()) {
            String index = step.group("index");
            String quoted = step.group("quoted");
            steps.add(
                    index != null
                            ? (Object) index.length()
                            : quoted != null ? quoted : step.group("name"));
        }
        return steps.isEmpty() ? List.of(target) : steps;
    }
}
