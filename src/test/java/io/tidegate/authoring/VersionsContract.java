package io.tidegate.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.authoring.SqlVersions.Entry;
import io.tidegate.failedquery.StoredDeliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The console's connectors in either database. */
abstract class VersionsContract {
    abstract StoredDeliveries stored();

    private SqlVersions rows() {
        return new SqlVersions(stored().database, stored().journal);
    }

    private static Entry entry(String id, String yaml, long at) {
        return new Entry(id, yaml, "a note", at, "ann");
    }

    private static long number(Saving saving) {
        return ((Saving.Saved) saving).version().number();
    }

    @Test
    void versionsAreCountedFromOneAndListedNewestFirst() {
        SqlVersions rows = rows();
        assertThat(number(rows.create(entry("counted", "one", 1)))).isEqualTo(1);
        assertThat(number(rows.save(entry("counted", "two", 2), 1))).isEqualTo(2);
        assertThat(rows.all("counted", Long.MAX_VALUE, 10))
                .containsExactly(
                        new Version("counted", 2, "two", 2, "ann", "a note"),
                        new Version("counted", 1, "one", 1, "ann", "a note"));
        assertThat(rows.all("counted", 2, 10)).extracting(Version::yaml).containsExactly("one");
        assertThat(rows.find("counted", 1)).isPresent();
        assertThat(rows.find("counted", 3)).isEmpty();
    }

    @Test
    void aSaveOnAnOldVersionAndASecondCreateChangeNothing() {
        SqlVersions rows = rows();
        rows.create(entry("stale", "one", 1));
        rows.save(entry("stale", "two", 2), 1);
        assertThat(rows.save(entry("stale", "lost", 3), 1))
                .isEqualTo(new Saving.Stale(new Version("stale", 2, "two", 2, "ann", "a note")));
        assertThat(rows.create(entry("stale", "other", 4))).isInstanceOf(Saving.Taken.class);
        assertThat(rows.save(entry("nobody", "x", 1), 1)).isEqualTo(new Saving.Absent());
        assertThat(rows.current("stale")).map(Version::yaml).contains("two");
    }

    @Test
    void ofManySavesOnOneVersionOneIsTaken() {
        SqlVersions rows = rows();
        rows.create(entry("busy", "one", 1));
        List<CompletableFuture<Saving>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String yaml = "by " + i;
            all.add(CompletableFuture.supplyAsync(() -> rows.save(entry("busy", yaml, 2), 1)));
        }
        assertThat(all.stream().map(CompletableFuture::join).filter(Saving.Saved.class::isInstance))
                .hasSize(1);
        assertThat(rows.all("busy", Long.MAX_VALUE, 10)).hasSize(2);
    }

    /** The commit's answer may be lost: then the same is carried out again. */
    @Test
    void theSameSaveOnceMoreIsTheSameVersion() {
        SqlVersions rows = rows();
        assertThat(number(rows.create(entry("again", "one", 1)))).isEqualTo(1);
        assertThat(number(rows.create(entry("again", "one", 1)))).isEqualTo(1);
        assertThat(number(rows.save(entry("again", "two", 2), 1))).isEqualTo(2);
        assertThat(number(rows.save(entry("again", "two", 2), 1))).isEqualTo(2);
    }

    @Test
    void aDeletedOneKeepsItsVersionsAndIsCountedOn() {
        SqlVersions rows = rows();
        rows.create(entry("gone", "one", 1));
        assertThat(rows.delete("gone", 7, 2, "bob")).isInstanceOf(Saving.Stale.class);
        assertThat(rows.delete("gone", 1, 2, "bob")).isInstanceOf(Saving.Saved.class);
        assertThat(rows.delete("gone", 1, 2, "bob")).isEqualTo(new Saving.Absent());
        assertThat(rows.current("gone")).isEmpty();
        assertThat(rows.current()).extracting(Version::connector).doesNotContain("gone");
        assertThat(rows.all("gone", Long.MAX_VALUE, 10)).hasSize(1);
        assertThat(number(rows.create(entry("gone", "two", 3)))).isEqualTo(2);
    }
}
