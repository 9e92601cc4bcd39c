package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** One pass over one file: what every reader needs, and where each leaves what it finds wrong. */
record Reading(
        SourceFile file,
        YamlDeserializationContext camel,
        ScriptLimits limits,
        Mistakes mistakes,
        FilesRead files) {

    Reading(SourceFile file, YamlDeserializationContext camel, ScriptLimits limits) {
        this(file, camel, limits, new Mistakes(), new FilesRead());
    }

    void wrong(Node node, String message) {
        mistakes.add(file.at(node), message);
    }
}
