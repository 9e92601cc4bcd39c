package io.tidegate.schema;

/**
 * A key of a map that authors write.
 *
 * @param description for an editor; one sentence without its full stop
 * @param required whether the map is wrong without it
 */
public record Key(String name, Shape shape, String description, boolean required) {

    public static Key of(String name, Shape shape, String description) {
        return new Key(name, shape, description, false);
    }

    public static Key required(String name, Shape shape, String description) {
        return new Key(name, shape, description, true);
    }
}
