package io.tidegate.mapping;

/** A field that could not be made from this event; trying again gives the same answer. */
public final class MappingFailed extends Exception {
    private final String field;

    MappingFailed(String field, String detail) {
        super("mapping \"" + field + "\": " + detail);
        this.field = field;
    }

    /** The target as the mapping writes it. */
    public String field() {
        return field;
    }
}
