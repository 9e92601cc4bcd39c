package io.tidegate.mapping;

import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The converters there are, by name. */
public final class Converters {
    private static final Map<String, Kind> KINDS =
            List.of(
                            plain(
                                    "trim",
                                    "removes white space at both ends",
                                    Converter.eachText(String::strip)),
                            plain(
                                    "lower",
                                    "lower case",
                                    Converter.eachText(t -> t.toLowerCase(Locale.ROOT))),
                            plain(
                                    "upper",
                                    "upper case",
                                    Converter.eachText(t -> t.toUpperCase(Locale.ROOT))),
                            plain(
                                    "capitalize",
                                    "first letter in upper case, the rest as it is",
                                    Converter.eachText(Converters::capitalize)),
                            plain(
                                    "string",
                                    "as text; an object as its JSON",
                                    Converter.each(Texts::string)),
                            plain(
                                    "number",
                                    "a text such as \"12.50\" as a number",
                                    Converter.each(Numbers::number)),
                            plain(
                                    "boolean",
                                    "true, yes, on, 1 and false, no, off, 0 (any case) as a boolean",
                                    Converter.each(Booleans::bool)),
                            new Kind(
                                    "date",
                                    "a date, ISO or epoch, in another format: date: yyyy-MM-dd, or its from, to and zone",
                                    "{ date: yyyy-MM-dd } or { date: { from: MM/dd/yyyy, to: yyyy-MM-dd, zone: UTC } }",
                                    new Accepts(ConverterKeys.date(), false),
                                    Dates::make),
                            new Kind(
                                    "split",
                                    "a text into a list: split: \",\"",
                                    "{ split: \",\" }",
                                    new Accepts(Shapes.string(), false),
                                    Lists::split),
                            new Kind(
                                    "join",
                                    "a list into a text: join: \", \"",
                                    "{ join: \", \" }",
                                    new Accepts(Shapes.string(), false),
                                    Lists::join),
                            plain("first", "the first element of a list", Lists::first),
                            plain("last", "the last element of a list", Lists::last),
                            new Kind(
                                    "truncate",
                                    "at most so many characters: truncate: 40",
                                    "{ truncate: 40 }",
                                    new Accepts(ConverterKeys.TRUNCATE, false),
                                    Texts::truncate),
                            new Kind(
                                    "phone-e164",
                                    "a phone number as +15551234567; region: US for numbers without +",
                                    "phone-e164 or { phone-e164: { region: US } }",
                                    new Accepts(Shapes.map(ConverterKeys.PHONE), true),
                                    Phones::make),
                            plain(
                                    "sha256",
                                    "SHA-256 of the text in UTF-8, as lower case hex",
                                    Converter.eachText(Texts::sha256)),
                            new Kind(
                                    "lookup",
                                    "the value found in a table: a file (.csv, .json, .yaml) or key: value pairs",
                                    "{ lookup: { file: tables/x.csv, default: Other } }"
                                            + " or { lookup: { DE: Germany, else: Other } }",
                                    new Accepts(ConverterKeys.lookup(), false),
                                    Lookup::make))
                    .stream()
                    .collect(Collectors.toMap(Kind::name, k -> k, (a, b) -> a, LinkedHashMap::new));

    private Converters() {}

    /** Name → what it does, in one line; in the order that documents show them. */
    public static Map<String, String> catalogue() {
        Map<String, String> catalogue = new LinkedHashMap<>();
        KINDS.forEach((name, kind) -> catalogue.put(name, kind.description()));
        return catalogue;
    }

    /**
     * A converter for editors.
     *
     * @param alone whether its name may stand without an argument
     * @param argument JSON schema; null: it takes none
     */
    public record Description(
            String name,
            String title,
            String example,
            boolean alone,
            @Nullable Map<String, Object> argument) {}

    /** In the order that documents show them. */
    public static List<Description> described() {
        return KINDS.values().stream()
                .map(
                        kind ->
                                new Description(
                                        kind.name(),
                                        kind.description(),
                                        kind.example(),
                                        kind.accepts().alone(),
                                        kind.accepts().argument() == null
                                                ? null
                                                : kind.accepts().argument().schema()))
                .toList();
    }

    static @Nullable Kind find(String name) {
        return KINDS.get(name);
    }

    static Collection<Kind> all() {
        return KINDS.values();
    }

    static Collection<String> names() {
        return KINDS.keySet();
    }

    private static Kind plain(String name, String description, Converter converter) {
        return new Kind(
                name,
                description,
                name,
                new Accepts(null, true),
                argument -> {
                    argument.none();
                    return converter;
                });
    }

    private static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    /**
     * A converter as it can be asked for.
     *
     * @param example how it is written, for error messages
     */
    record Kind(String name, String description, String example, Accepts accepts, Maker maker) {}

    /**
     * What may stand behind its name.
     *
     * @param argument null if nothing may
     * @param alone whether the name may stand alone
     */
    record Accepts(@Nullable Shape argument, boolean alone) {}

    /** Makes a converter from its argument. */
    @FunctionalInterface
    interface Maker {
        Converter make(Argument argument) throws InvalidArgument;
    }
}
