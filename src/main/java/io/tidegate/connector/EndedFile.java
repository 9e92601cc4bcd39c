package io.tidegate.connector;

import org.jspecify.annotations.Nullable;

/** A file that is gone, or says nothing any more: its way out of the context. */
final class EndedFile {
    private final String name;
    private final @Nullable SharedParts shared;
    private final Loading with;
    private final Swap swap;

    /**
     * @param shared what it makes for any route
     */
    EndedFile(String name, @Nullable SharedParts shared, Loading with) {
        this.name = name;
        this.shared = shared;
        this.with = with;
        this.swap = new Swap(name, with.table(), with.context());
    }

    /** Takes out what no other file has adopted, before any puts something in its place. */
    void makeRoom() {
        for (String id : with.table().of(name, true)) {
            Swap.quietly(() -> swap.takeOut(id));
        }
        if (shared != null) {
            shared.takeOut(with.context());
        }
    }

    /** Ends it: what took the place of its connectors runs by now. */
    void commit() {
        swap.commit();
        with.table().shared(name, "");
    }
}
