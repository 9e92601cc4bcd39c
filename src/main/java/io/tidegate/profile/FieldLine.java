package io.tidegate.profile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a line of {@code fields.csv}. */
final class FieldLine {
    private FieldLine() {}

    static ProfileField read(String line) {
        String[] cells = line.split(",", -1);
        String more = cells.length > 4 ? cells[4] : "";
        return new ProfileField(
                cells[0],
                Kind.of(cells[1]),
                cells.length < 3 || cells[2].isEmpty() ? 0 : Integer.parseInt(cells[2]),
                cells.length < 4 ? Access.WRITE : Access.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                new ProfileField.Keyed(
                        word(more, "key="), word(more, "needs="), word(more, "else=")),
                more.contains("secret"));
    }

    private static @Nullable String word(String more, String name) {
        for (String part : more.split(" ")) {
            if (part.startsWith(name)) {
                return part.substring(name.length());
            }
        }
        return null;
    }
}
