package io.tidegate.inflow;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schema's {@code format: email}: something at something. The validator's own knows a list of top
 * level domains, and would refuse addresses below newer ones.
 */
record Mailbox(String name) implements Format {
    private static final int MAX_LENGTH = 320;

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c < ' ');
    }

    /** In each of the drafts. */
    static JsonSchemaFactory.Builder into(JsonSchemaFactory.Builder factory) {
        Stream.of(
                        JsonMetaSchema.getV4(),
                        JsonMetaSchema.getV6(),
                        JsonMetaSchema.getV7(),
                        JsonMetaSchema.getV201909(),
                        JsonMetaSchema.getV202012())
                .map(
                        draft ->
                                JsonMetaSchema.builder(draft)
                                        .formats(
                                                List.of(
                                                        new Mailbox("email"),
                                                        new Mailbox("idn-email")))
                                        .build())
                .forEach(factory::metaSchema);
        return factory;
    }
}
