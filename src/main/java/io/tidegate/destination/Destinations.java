package io.tidegate.destination;

import io.tidegate.event.Triggers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The destinations at hand: those that Tidegate brings, and a team's own. */
public final class Destinations {
    private static final Map<String, Destination> READ = new ConcurrentHashMap<>();

    private static final List<String> NAMES = index();

    /** Only what Tidegate brings. */
    public static final Destinations SHIPPED = new Destinations(Map.of());

    private final Map<String, Destination> own;

    private Destinations(Map<String, Destination> own) {
        this.own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /** What Tidegate brings, and these; a name that it has itself is not among them. */
    public static Destinations with(Map<String, Destination> own) {
        return new Destinations(own);
    }

    /** The names of what Tidegate brings, in order. */
    public static List<String> shipped() {
        return NAMES;
    }

    private static List<String> index() {
        try (InputStream in = resource("index.txt")) {
            String names = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return names.lines().filter(line -> !line.isBlank()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped destinations cannot be listed", e);
        }
    }

    private static @Nullable InputStream resource(String name) {
        return Destinations.class.getResourceAsStream(name);
    }

    public Optional<Destination> find(String name) {
        Destination found = own.get(name);
        return found != null
                ? Optional.of(found)
                : shipped().contains(name) ? Optional.of(shipped(name)) : Optional.empty();
    }

    public boolean isOwn(String name) {
        return own.containsKey(name);
    }

    /** All of them, by name. */
    public List<Destination> all() {
        List<Destination> all = new ArrayList<>(own.values());
        shipped().forEach(name -> all.add(shipped(name)));
        all.sort(Comparator.comparing(Destination::name));
        return all;
    }

    /** The one that a wrong name most likely means. */
    public Optional<String> nearest(String name) {
        List<String> names = new ArrayList<>(shipped());
        names.addAll(own.keySet());
        return Triggers.nearest(name, names);
    }

    private static Destination shipped(String name) {
        return READ.computeIfAbsent(name, Destinations::read);
    }

    private static Destination read(String name) {
        try (InputStream in = resource(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "a bug: the index of shipped destinations names "
                                + name
                                + ", which has no file");
            }
            LoadSettings settings = LoadSettings.builder().setLabel(name + ".yaml").build();
            return Destination.read(new Load(settings).loadFromInputStream(in), name);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the shipped destination " + name + " cannot be read", e);
        } catch (InvalidDestination e) {
            throw new IllegalStateException(
                    "a bug: the shipped destination " + name + ": " + e.problems(), e);
        }
    }
}
