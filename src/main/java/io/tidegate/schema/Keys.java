package io.tidegate.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All keys of a map that authors write; there are no others.
 *
 * @param node what the map is called
 */
public record Keys(String node, List<Key> all) {
    public Keys {
        all = List.copyOf(all);
    }

    public static Keys of(String node, Key... keys) {
        return new Keys(node, List.of(keys));
    }

    /** In the order in which messages and editors show them. */
    public List<String> names() {
        return all.stream().map(Key::name).toList();
    }

    /**
     * The shape of a key that is declared with this type of shape.
     *
     * @throws IllegalArgumentException if it is not, which is a mistake in the reader
     */
    public <S extends Shape> S shape(String name, Class<S> type) {
        return all.stream()
                .filter(key -> key.name().equals(name))
                .map(Key::shape)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\""
                                                + name
                                                + "\" of "
                                                + node
                                                + " is not declared as "
                                                + type.getSimpleName()));
    }

    /** As JSON schema: an object with these keys and no others. */
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Key key : all) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.description());
            property.putAll(key.shape().schema());
            properties.put(key.name(), property);
        }
        List<String> required = all.stream().filter(Key::required).map(Key::name).toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}
