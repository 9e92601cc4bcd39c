package io.tidegate.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, each column as wide as its widest value. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    void row(String... values) {
        List<String> row = new ArrayList<>();
        for (String value : values) {
            row.add(value.isEmpty() ? "-" : Plain.cut(value, 80));
        }
        rows.add(row);
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String value = row.get(i);
                line.append(value)
                        .append(
                                " "
                                        .repeat(
                                                widths[i]
                                                        + 2
                                                        - value.codePointCount(0, value.length())));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
