package io.tidegate.mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values as RFC 4180 has them, two in a row; empty lines are skipped. */
final class Csv {
    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    static Map<String, String> table(String text) throws IOException {
        Csv csv = new Csv(text);
        Map<String, String> table = new LinkedHashMap<>();
        while (csv.at < text.length()) {
            int line = csv.line;
            List<String> row = csv.row();
            if (row.size() == 1 && row.get(0).isBlank()) {
                continue;
            }
            if (row.size() != 2) {
                throw new IOException("line " + line + " has " + row.size() + " columns, not two");
            }
            if (table.putIfAbsent(row.get(0), row.get(1)) != null) {
                throw new IOException("line " + line + " has the key \"" + row.get(0) + "\" again");
            }
        }
        return table;
    }

    private List<String> row() throws IOException {
        List<String> row = new ArrayList<>();
        row.add(value());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            row.add(value());
        }
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (at < text.length()) {
            at++;
        }
        line++;
        return row;
    }

    private String value() throws IOException {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() throws IOException {
        StringBuilder value = new StringBuilder();
        int begun = line;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && !text.startsWith("\"\"", at)) {
                at++;
                if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    throw new IOException("line " + line + " goes on after a closing quote");
                }
                return value.toString();
            }
            if (c == '"') {
                at++;
            } else if (c == '\n') {
                line++;
            }
            value.append(c);
        }
        throw new IOException("line " + begun + " begins a quoted value that never ends");
    }
}
