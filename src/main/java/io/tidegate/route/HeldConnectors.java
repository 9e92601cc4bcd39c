package io.tidegate.route;

import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Mistake;
import io.tidegate.journal.KnownConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a start found against what the journal remembers of earlier ones: which connectors are held,
 * and which may be forgotten.
 *
 * @param all by id
 * @param forgotten ids that nothing is left of: what they listened to does not count any more
 */
public record HeldConnectors(List<HeldConnector> all, List<String> forgotten) {
    public static final HeldConnectors NONE = new HeldConnectors(List.of(), List.of());

    public HeldConnectors {
        all = List.copyOf(all);
        forgotten = List.copyOf(forgotten);
    }

    /**
     * @param running ids of the connectors that were loaded
     * @param withWork ids that have anything unfinished
     */
    static HeldConnectors of(
            List<FoundFile> files,
            Set<String> running,
            List<KnownConnector> known,
            Set<String> withWork) {
        Map<String, HeldConnector> held = new TreeMap<>();
        List<String> forgotten = new ArrayList<>();
        List<FoundFile> broken = files.stream().filter(FoundFile::isBroken).toList();
        for (KnownConnector one : known) {
            if (!running.contains(one.id())) {
                Optional<Mistake> mistake = mistake(one, broken);
                held.put(one.id(), new HeldConnector(one, mistake.orElse(null)));
                if (mistake.isEmpty() && isOver(one, files, withWork)) {
                    forgotten.add(one.id());
                }
            }
        }
        broken.forEach(file -> neverLoaded(file).forEach(held::putIfAbsent));
        held.keySet().removeAll(running);
        return new HeldConnectors(List.copyOf(held.values()), forgotten);
    }

    /** Of the broken file that it stands in, or may stand in for all that can be read of it. */
    private static Optional<Mistake> mistake(KnownConnector one, List<FoundFile> broken) {
        return broken.stream()
                .filter(file -> file.named().kinds().containsKey(one.id()))
                .findFirst()
                .or(
                        () ->
                                broken.stream()
                                        .filter(file -> !file.named().whole())
                                        .filter(file -> isOf(one, file))
                                        .findFirst())
                .map(file -> file.mistakes().get(0));
    }

    private static boolean isOf(KnownConnector one, FoundFile file) {
        return one.file() == null || one.file().equals(file.name());
    }

    /**
     * A file that loaded without it has given it up, and it would come back to life if that file
     * were broken one day. A file that is gone may come back: as long as anything waits for it, it
     * is known.
     */
    private static boolean isOver(KnownConnector one, List<FoundFile> files, Set<String> withWork) {
        return files.stream()
                .filter(file -> isOf(one, file))
                .findFirst()
                .map(file -> !file.isBroken())
                .orElse(!withWork.contains(one.id()));
    }

    /** Every connector that a broken file names, as if none had been loaded before. */
    private static Map<String, HeldConnector> neverLoaded(FoundFile file) {
        Map<String, HeldConnector> named = new TreeMap<>();
        file.named()
                .kinds()
                .forEach(
                        (id, kind) ->
                                named.put(
                                        id,
                                        new HeldConnector(
                                                new KnownConnector(
                                                        id,
                                                        kind,
                                                        List.of(),
                                                        true,
                                                        false,
                                                        file.name()),
                                                file.mistakes().get(0))));
        return named;
    }
}
