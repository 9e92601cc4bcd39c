package io.tidegate.mapping;

import io.tidegate.schema.Key;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;

/** What converters are given, for their readers and for editors. */
final class ConverterKeys {
    static final Shape.Whole TRUNCATE = new Shape.Whole(1, 1_000_000);

    static final Keys DATE =
            Keys.of(
                    "date",
                    Key.of(
                            "from",
                            Shapes.string(),
                            "The format that is read: a pattern, iso, epoch-seconds or epoch-millis; without it ISO or epoch"),
                    Key.required(
                            "to",
                            Shapes.string(),
                            "The format that is written: a pattern, iso, epoch-seconds or epoch-millis"),
                    Key.of(
                            "zone",
                            Shapes.string(),
                            "Of a date without one, and of what is written; UTC if it is not said"));

    static final Keys PHONE =
            Keys.of(
                    "phone-e164",
                    Key.required(
                            "region",
                            Shapes.string(),
                            "The country of numbers without +, such as US"));

    static final Keys TABLE =
            Keys.of(
                    "lookup",
                    Key.required(
                            "file",
                            Shapes.string(),
                            "A table (.csv, .json, .yaml), relative to the file that names it"),
                    Key.of("default", Shapes.anything(), "For what is not in the table"));

    private ConverterKeys() {}

    static Shape date() {
        return Shapes.anyOf(Shapes.string(), Shapes.map(DATE));
    }

    /** A file's table, or one that is written out, with {@code else} for what is not in it. */
    static Shape lookup() {
        Shape written = Shapes.with(Shapes.mapOf(Shapes.anything()), "minProperties", 1);
        return Shapes.anyOf(Shapes.map(TABLE), Shapes.without(written, "file"));
    }
}
