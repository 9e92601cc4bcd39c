package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;

/** Cuts text at its references. */
final class TemplateText {
    private final String text;
    private final boolean fields;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    TemplateText(String text, boolean fields) {
        this.text = text;
        this.fields = fields;
    }

    List<Part> parts() throws InvalidTemplate {
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("{{", at)) {
                int end = end(at, "}}");
                reference(Template.reference(text.substring(at + 2, end)));
                at = end + 2;
            } else if (fields && text.charAt(at) == '{') {
                int end = end(at, "}");
                reference(Template.field(text.substring(at + 1, end)));
                at = end + 1;
            } else if (fields && text.charAt(at) == '}') {
                throw new InvalidTemplate("a } without its {: write %7D for the character itself");
            } else {
                literal.append(text.charAt(at++));
            }
        }
        flush();
        return parts;
    }

    private int end(int start, String close) throws InvalidTemplate {
        int end = text.indexOf(close, start);
        if (end < 0) {
            throw new InvalidTemplate("\"" + text.substring(start) + "\" has no closing " + close);
        }
        return end;
    }

    private void reference(Part part) {
        flush();
        parts.add(part);
    }

    private void flush() {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
