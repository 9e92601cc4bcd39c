package io.tidegate.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Figures of a run, printed and left in target/crash for bench/check. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    void print(String name) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = width(column);
                text.append(
                        String.format(
                                column == 0 ? "%-" + width + "s" : "  %" + width + "s",
                                row.get(column)));
            }
            text.append('\n');
        }
        System.out.print("\n" + name + "\n" + text);
        try {
            Path folder = Files.createDirectories(Path.of("target", "crash"));
            Files.writeString(folder.resolve(name + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(1);
    }
}
