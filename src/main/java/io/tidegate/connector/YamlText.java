package io.tidegate.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Plain values as YAML that people read: short maps and lists in one line, long texts in blocks.
 */
public final class YamlText {
    private static final DumpSettings SETTINGS =
            DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.AUTO)
                    .setDefaultScalarStyle(ScalarStyle.PLAIN)
                    .setIndent(2)
                    .setIndicatorIndent(2)
                    .setIndentWithIndicator(true)
                    .setWidth(140)
                    .setSplitLines(false)
                    .setDereferenceAliases(true)
                    .build();

    private YamlText() {}

    /** Ends with a line break. */
    public static String of(@Nullable Object value) {
        return new Dump(SETTINGS, new StandardRepresenter(SETTINGS)).dumpToString(value);
    }

    /**
     * The same without <code>{{</code>, in which Camel would look for a property: it is written as
     * an escape.
     */
    public static String withoutPlaceholders(Map<String, @Nullable Object> value) {
        return new Dump(SETTINGS, new Quoting()).dumpToString(value).replace("{{", "{\\x7B");
    }

    /** Texts with such a brace stand in double quotes, where an escape is one. */
    private static final class Quoting extends StandardRepresenter {
        Quoting() {
            super(SETTINGS);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean quoted = value.contains("{{");
            return super.representScalar(tag, value, quoted ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
