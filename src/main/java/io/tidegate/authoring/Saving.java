package io.tidegate.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of something that was to be saved, or deleted. */
public sealed interface Saving {
    /**
     * @param problem why it does not run though it is saved; null: it runs
     */
    record Saved(Version version, @Nullable String problem) implements Saving {}

    /** Nothing changed: it cannot run, or may not stand in the console. */
    record Refused(List<Fault> faults) implements Saving {}

    /** Nothing changed: somebody saved this since. */
    record Stale(Version current) implements Saving {}

    /**
     * Nothing changed: there is a connector of this id.
     *
     * @param where as people find it
     */
    record Taken(String where) implements Saving {}

    /** The console has no such connector. */
    record Absent() implements Saving {}
}
