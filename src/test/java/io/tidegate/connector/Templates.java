package io.tidegate.connector;

/** Lets tests of other packages write templates as an author does. */
public final class Templates {
    private Templates() {}

    public static Template uri(String text) {
        try {
            return Template.ofUri(text);
        } catch (InvalidTemplate e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Template text(String text) {
        try {
            return Template.ofText(text);
        } catch (InvalidTemplate e) {
            throw new IllegalArgumentException(e);
        }
    }
}
