package io.tidegate.route;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** An expression's text that is YAML. */
final class YamlExpression {
    private YamlExpression() {}

    /**
     * @throws IllegalArgumentException if it is no map
     */
    static Map<String, @Nullable Object> map(String language, String yaml) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        try {
            if (!(new Load(LoadSettings.builder().build()).loadFromString(yaml)
                    instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(language + ": its text must be a map in YAML");
            }
            map.forEach((key, value) -> read.put(String.valueOf(key), value));
            return read;
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(language + ": not YAML: " + e.getMessage(), e);
        }
    }
}
