package io.tidegate.authoring;

import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.Mistake;
import io.tidegate.fault.FaultPoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets connectors up, changes and deletes them, one at a time. A save is committed before its file
 * is written; the start after a crash between them writes the file.
 */
public final class Authoring {
    private final SqlVersions rows;
    private final Mirror mirror;
    private final Around around;
    private final Clock clock;

    /**
     * Whom it asks and tells.
     *
     * @param look reads a draft as the loader would
     * @param take takes over the file of a connector; its mistakes
     * @param elsewhere where a connector of this id stands that is not the console's
     * @param switches switches a connector on or off, by its id
     */
    public record Around(
            Function<DraftText, Looked> look,
            Function<String, List<Mistake>> take,
            Function<String, Optional<String>> elsewhere,
            Switches switches) {}

    /** Whether a connector is to be active, and who says so. */
    @FunctionalInterface
    public interface Switches {
        void set(String connector, boolean active, String by);
    }

    /**
     * Who saves.
     *
     * @param note what they say of it
     */
    public record Author(String name, @Nullable String note) {}

    public Authoring(SqlVersions rows, ConsoleFiles files, Around around, Clock clock) {
        this.rows = rows;
        this.mirror = new Mirror(files);
        this.around = around;
        this.clock = clock;
    }

    /**
     * Before the first file of routes is read.
     *
     * @throws java.io.UncheckedIOException if the files cannot be written
     */
    public void restore() {
        mirror.show(rows.current());
    }

    /** Takes over what another node has saved or deleted. */
    public synchronized void refresh() {
        for (String connector : mirror.show(rows.current())) {
            var unused =
                    around.take().apply(connector); // its mistakes are shown where it is listed
        }
    }

    /**
     * Answers when it runs.
     *
     * @param active whether it takes its first event
     */
    public synchronized Saving create(DraftText draft, boolean active, Author author) {
        List<Fault> faults = around.look().apply(draft).faults();
        if (!faults.isEmpty()) {
            return new Saving.Refused(faults);
        }
        Optional<Saving> taken = taken(draft.id());
        if (taken.isPresent()) {
            return taken.get();
        }
        around.switches().set(draft.id(), active, author.name());
        return shown(rows.create(entry(draft, author)));
    }

    private Optional<Saving> taken(String id) {
        return around.elsewhere()
                .apply(id)
                .or(
                        () ->
                                rows.current().stream()
                                        .map(Version::connector)
                                        .filter(id::equalsIgnoreCase)
                                        .findFirst()
                                        .map(same -> same + " was set up in the console"))
                .map(Saving.Taken::new);
    }

    /**
     * Answers when the new version runs.
     *
     * @param base the number of the version that was changed
     */
    public synchronized Saving save(String id, long base, DraftText draft, Author author) {
        Optional<Version> current = rows.current(id);
        if (current.isEmpty()) {
            return new Saving.Absent();
        }
        if (current.get().number() != base) {
            return new Saving.Stale(current.get());
        }
        List<Fault> faults = around.look().apply(draft).faults();
        if (faults.isEmpty() && !draft.id().equals(id)) {
            faults =
                    List.of(
                            draft.idFault(
                                    "the id is \""
                                            + draft.id()
                                            + "\", and stays \""
                                            + id
                                            + "\": another id is another connector"));
        }
        return faults.isEmpty()
                ? shown(rows.save(entry(draft, author), base))
                : new Saving.Refused(faults);
    }

    /** Its versions are kept, and what it has not delivered is held. */
    public synchronized Saving delete(String id, long base, String by) {
        Saving deleted = rows.delete(id, base, clock.millis(), by);
        if (deleted instanceof Saving.Saved) {
            mirror.remove(id);
            var unused = around.take().apply(id); // what is gone has no mistakes
        }
        return deleted;
    }

    private SqlVersions.Entry entry(DraftText draft, Author author) {
        return new SqlVersions.Entry(
                draft.id(), draft.yaml(), author.note(), clock.millis(), author.name());
    }

    private Saving shown(Saving saving) {
        if (!(saving instanceof Saving.Saved saved)) {
            return saving;
        }
        FaultPoint.AFTER_CONNECTOR_COMMIT.hit();
        mirror.write(saved.version());
        List<Mistake> mistakes = around.take().apply(saved.version().connector());
        return mistakes.isEmpty()
                ? saved
                : new Saving.Saved(
                        saved.version(),
                        mistakes.stream().map(Mistake::message).collect(Collectors.joining("; ")));
    }

    /** As the loader would read it; nothing changes. */
    public Looked look(DraftText draft) {
        return around.look().apply(draft);
    }

    public Optional<Version> current(String id) {
        return rows.current(id);
    }

    /** Newest first; a deleted connector's too. */
    public List<Version> versions(String id, long before, int limit) {
        return rows.all(id, before, limit);
    }

    public Optional<Version> version(String id, long number) {
        return rows.find(id, number);
    }
}
