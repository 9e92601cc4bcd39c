package io.tidegate.authoring;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Loaded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the loader says of a draft.
 *
 * @param connector null if it has faults
 */
public record Looked(List<Fault> faults, List<Fault> warnings, @Nullable Connector connector) {

    /** A draft that is not fit to be shown to the loader. */
    public static Looked at(DraftText draft) {
        return new Looked(draft.faults(), List.of(), null);
    }

    /**
     * @param name that the loader knew it by
     */
    public static Looked of(DraftText draft, String name, Loaded loaded) {
        List<Fault> faults =
                new ArrayList<>(
                        loaded.mistakes().stream().map(one -> draft.fault(one, name)).toList());
        if (faults.isEmpty() && loaded.connectors().isEmpty()) {
            faults.add(draft.idFault("nothing of it can run, and the loader does not say why"));
        }
        List<Fault> warnings = new ArrayList<>(Credentials.warnings(draft));
        loaded.warnings().forEach(one -> warnings.add(draft.fault(one, name)));
        return new Looked(faults, warnings, faults.isEmpty() ? loaded.connectors().get(0) : null);
    }
}
