package io.tidegate.connector;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Text with references, parsed once; resolving it is somebody else's.
 *
 * @param text as it was written
 * @param parts in order; two literals never stand side by side
 */
public record Template(String text, List<Part> parts) {
    private static final String STEP = "[^\\s.\\[\\]{}/?#&=\"']+(\\[\\d{1,6}])*";
    private static final Pattern FIELD = Pattern.compile(STEP + "(\\." + STEP + ")*");
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ENV = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Text of a URL: {@code {field}}, {@code {{secret:name}}} and {@code {{env:NAME}}} are
     * references.
     */
    static Template ofUri(String text) throws InvalidTemplate {
        return new Template(text, new TemplateText(text, true).parts());
    }

    /** Any other text: a single brace stands for itself. */
    static Template ofText(String text) throws InvalidTemplate {
        return new Template(text, new TemplateText(text, false).parts());
    }

    static Part field(String text) throws InvalidTemplate {
        int bar = text.indexOf('|');
        String path = bar < 0 ? text : text.substring(0, bar);
        FieldFilter filter = bar < 0 ? FieldFilter.NONE : filter(text.substring(bar + 1));
        if (!FIELD.matcher(path).matches()) {
            throw new InvalidTemplate(
                    "{"
                            + text
                            + "} is not a field: write the path in the mapped body, such as {email} or {tags[0].id}");
        }
        return new Part.FieldRef(path, filter);
    }

    private static FieldFilter filter(String word) throws InvalidTemplate {
        return FieldFilter.named(word)
                .orElseThrow(
                        () ->
                                new InvalidTemplate(
                                        "\""
                                                + word
                                                + "\" is not a filter of a URL's field (allowed: "
                                                + String.join(", ", FieldFilter.words())
                                                + ")"));
    }

    static Part reference(String reference) throws InvalidTemplate {
        if (reference.startsWith("secret:")) {
            return new Part.SecretRef(
                    name(reference, SECRET, "lower-case letters, digits and single dashes"));
        }
        if (reference.startsWith("env:")) {
            return new Part.EnvRef(name(reference, ENV, "letters, digits and _"));
        }
        throw new InvalidTemplate(
                "{{"
                        + reference
                        + "}} is not a reference: allowed are {{secret:name}} and {{env:NAME}}");
    }

    private static String name(String reference, Pattern allowed, String words)
            throws InvalidTemplate {
        String name = reference.substring(reference.indexOf(':') + 1);
        if (!allowed.matcher(name).matches()) {
            throw new InvalidTemplate("{{" + reference + "}}: the name may have " + words);
        }
        return name;
    }
}
