package io.tidegate.mapping;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Lookup tables in files in UTF-8: {@code .json}, {@code .yaml} and {@code .yml} hold an object of
 * texts, numbers and booleans, {@code .csv} holds two columns and no header.
 */
public final class FileLookupTables implements LookupTables {
    private static final long MAX_BYTES = 16L << 20;

    private final Path folder;

    /** Paths are relative to this folder. */
    public FileLookupTables(Path folder) {
        this.folder = folder;
    }

    @Override
    public Map<String, String> load(String path) throws IOException {
        String content = content(folder.resolve(path));
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Csv.table(content);
        }
        if (name.endsWith(".json")) {
            return json(content);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return yaml(content);
        }
        throw new IOException("its name ends neither in .csv nor .json, .yaml or .yml");
    }

    @Override
    public String locate(String path) {
        return folder.resolve(path).normalize().toString();
    }

    private static String content(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            String content = Files.readString(file, StandardCharsets.UTF_8);
            return content.startsWith("\uFEFF") ? content.substring(1) : content;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file.toAbsolutePath().normalize(), e);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    private static Map<String, String> json(String content) throws IOException {
        try {
            return table(Json.parse(content.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidJson e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, String> yaml(String content) throws IOException {
        try {
            return table(new Load(LoadSettings.builder().build()).loadFromString(content));
        } catch (YamlEngineException e) {
            throw new IOException(
                    String.valueOf(e.getMessage()).lines().limit(2).reduce("", (a, b) -> a + b), e);
        }
    }

    private static Map<String, String> table(@Nullable Object document) throws IOException {
        if (!(document instanceof Map<?, ?> map)) {
            throw new IOException("it holds " + Shown.value(document) + ", not an object");
        }
        Map<String, String> table = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String value = entry.getValue() == null ? null : Plain.text(entry.getValue());
            if (value == null) {
                throw new IOException(
                        "the value of \""
                                + entry.getKey()
                                + "\" is "
                                + Shown.value(entry.getValue())
                                + "; a table holds texts, numbers and booleans");
            }
            table.put(String.valueOf(entry.getKey()), value);
        }
        return table;
    }
}
