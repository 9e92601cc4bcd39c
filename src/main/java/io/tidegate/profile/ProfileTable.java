package io.tidegate.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every field that an account may hold. */
public final class ProfileTable {
    private static final List<ProfileField> FIELDS = read();
    private static final Place.Members ROOT = PlaceTree.of(FIELDS);

    private ProfileTable() {}

    /** In the order that documents show. */
    public static List<ProfileField> fields() {
        return FIELDS;
    }

    static Place.Members root() {
        return ROOT;
    }

    /** Of a member of the profile; null if there is none of this name. */
    static @Nullable Access access(String top) {
        return FIELDS.stream()
                .filter(field -> field.top().equals(top))
                .map(ProfileField::access)
                .findFirst()
                .orElse(null);
    }

    private static List<ProfileField> read() {
        try (InputStream file =
                        Objects.requireNonNull(
                                ProfileTable.class.getResourceAsStream("fields.csv"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(FieldLine::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
