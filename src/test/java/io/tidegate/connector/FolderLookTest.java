package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLookTest {
    @TempDir Path folder;

    @Test
    void seesTheFilesThatAreLoadedAndNoOthers() throws Exception {
        Path yaml = Files.writeString(folder.resolve("a.camel.yaml"), "# a");
        Path java = Files.writeString(folder.resolve("B.java"), "// b");
        Path linked = Files.createSymbolicLink(folder.resolve("c.yaml"), yaml);
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), folder.resolve("gone"));
        Files.writeString(folder.resolve("notes.txt"), "notes");
        Files.createDirectories(folder.resolve("hooks.yaml"));
        Files.writeString(folder.resolve("hooks.yaml").resolve("d.yaml"), "# d");

        assertThat(FolderLook.at(folder))
                .containsOnlyKeys(yaml, java, linked)
                .containsEntry(linked, Stamp.of(yaml));
        assertThat(FolderLook.at(folder).keySet())
                .containsExactlyInAnyOrderElementsOf(ConnectorFiles.list(folder));
    }

    @Test
    void aWrittenFileLooksDifferent() throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "# a");
        var before = FolderLook.at(folder);
        Files.writeString(file, "# longer");
        assertThat(FolderLook.at(folder)).isNotEqualTo(before);
    }

    @Test
    void aMissingFolderIsEmpty() throws Exception {
        assertThat(FolderLook.at(folder.resolve("none"))).isEmpty();
    }
}
