package io.tidegate.identity;

import java.util.List;
import java.util.Set;

/** A part of an action on an account that exists: what it changes, and the writes that do so. */
interface Work {
    /** None: the account is as it should be. */
    List<Change> changes();

    /**
     * @param allowed the fields of changes that may be written
     */
    List<Write> writes(Set<String> allowed);

    /** One change that is one write. */
    record Single(Change change, Write write) implements Work {
        @Override
        public List<Change> changes() {
            return List.of(change);
        }

        @Override
        public List<Write> writes(Set<String> allowed) {
            return allowed.contains(change.field()) ? List.of(write) : List.of();
        }
    }
}
