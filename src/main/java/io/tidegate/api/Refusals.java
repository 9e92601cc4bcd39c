package io.tidegate.api;

import io.tidegate.authoring.Fault;
import io.tidegate.authoring.Saving;
import io.tidegate.authoring.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a connector was not saved, as problems. */
final class Refusals {
    private Refusals() {}

    /** What was saved. */
    static Saving.Saved saved(String id, Saving saving) {
        if (saving instanceof Saving.Saved saved) {
            return saved;
        }
        if (saving instanceof Saving.Refused refused) {
            throw faults("nothing was saved: ", refused.faults());
        }
        if (saving instanceof Saving.Stale stale) {
            throw stale(stale.current());
        }
        if (saving instanceof Saving.Taken taken) {
            throw Refusal.of(409, "/id", "the id is taken: " + taken.where());
        }
        throw absent(id);
    }

    static Refusal absent(String id) {
        return new Refusal(404, "there is no connector " + id);
    }

    static Refusal stale(Version now) {
        return Refusal.withHeader(
                412,
                "version "
                        + now.number()
                        + " of "
                        + now.connector()
                        + " was saved by "
                        + now.savedBy()
                        + " at "
                        + Bodies.time((Long) now.savedAt())
                        + ", after what you changed: nothing was saved; look at the difference and save again",
                "ETag",
                Tag.of(now));
    }

    static Refusal faults(String what, List<Fault> faults) {
        List<Map<String, @Nullable Object>> errors = new ArrayList<>();
        for (Fault fault : faults) {
            Map<String, @Nullable Object> error = new LinkedHashMap<>();
            error.put("pointer", fault.pointer());
            error.put("detail", fault.message());
            error.put("line", fault.line() == 0 ? null : (Integer) fault.line());
            error.put("column", fault.column() == 0 ? null : (Integer) fault.column());
            errors.add(error);
        }
        String first = faults.get(0).message();
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return Refusal.withErrors(422, what + first + more, errors);
    }
}
