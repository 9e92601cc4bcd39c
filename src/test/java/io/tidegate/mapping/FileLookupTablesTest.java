package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLookupTablesTest {
    @TempDir Path folder;

    @Test
    void aTableIsCommaSeparatedJsonOrYaml() throws Exception {
        assertThat(load("t.csv", "a,1\n\nb,\" 2, \"\"two\"\"\nlines\"\nc,"))
                .hasToString("{a=1, b= 2, \"two\"\nlines, c=}");
        assertThat(load("t.json", "{\"a\":1,\"b\":true,\"c\":\"x\",\"d\":1.50}"))
                .hasToString("{a=1, b=true, c=x, d=1.50}");
        assertThat(load("t.YAML", "a: 1\nNO: Norway\n7: seven\n"))
                .hasToString("{a=1, NO=Norway, 7=seven}");
        assertThat(load("t.yml", "a: \"1\"\n")).hasToString("{a=1}");
        assertThat(load("empty.csv", "")).isEmpty();
    }

    @Test
    void aTableThatCannotBeReadSaysWhy() throws Exception {
        refused("a.csv", "a,1\na,2\n", "line 2 has the key \"a\" again");
        refused("b.csv", "a,1\n\nb\n", "line 3 has 1 columns, not two");
        refused("c.csv", "a,\"1\nb,2\n", "line 1 begins a quoted value that never ends");
        refused("d.csv", "a,\"1\"x\n", "line 1 goes on after a closing quote");
        refused(
                "a.json",
                "{\"a\":{}}",
                "the value of \"a\" is an object with 0 fields; a table holds texts, numbers");
        refused("b.json", "[1]", "it holds a list of 1, not an object");
        refused("c.json", "{\"a\":1", "the JSON ends too early");
        refused("a.yaml", "a: [1\n", "while parsing a flow sequence");
        refused("b.yaml", "a: 1\na: 2\n", "while constructing a mapping");
        refused("c.yaml", "a:\n", "the value of \"a\" is null; a table holds texts, numbers");
        refused("a.txt", "a", "its name ends neither in .csv nor .json, .yaml or .yml");
        assertThatThrownBy(() -> new FileLookupTables(folder).load("no.csv"))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no file " + folder.resolve("no.csv"));
        Files.write(folder.resolve("latin.csv"), "a,ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new FileLookupTables(folder).load("latin.csv"))
                .hasMessage("it is not UTF-8");
    }

    private java.util.Map<String, String> load(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return new FileLookupTables(folder).load(name);
    }

    private void refused(String name, String content, String why) {
        assertThatThrownBy(() -> load(name, content))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(why);
    }
}
