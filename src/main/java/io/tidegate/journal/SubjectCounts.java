package io.tidegate.journal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Per connector, how many deliveries of each subject are unfinished: 24 to 48 bytes for each
 * subject that has any. Owned by the writer's thread.
 */
final class SubjectCounts {
    private final Map<String, Table> tables = new HashMap<>();

    /** Counts one more; true if there was one before, which it has to wait for. */
    boolean add(String connector, long subject) {
        return tables.computeIfAbsent(connector, c -> new Table()).change(subject, 1) > 1;
    }

    /** Counts one less; true if another one is left, which may wait for this. */
    boolean remove(String connector, long subject) {
        Table table = tables.get(connector);
        return table != null && table.change(subject, -1) > 0;
    }

    void load(String connector, long subject, int count) {
        tables.computeIfAbsent(connector, c -> new Table()).change(subject, count);
    }

    void clear() {
        tables.clear();
    }

    /** Counts those of these partitions no longer. */
    void forget(BitSet partitions) {
        tables.values().forEach(table -> table.forget(partitions));
    }

    /** Open addressing with linear probing; a count of 0 keeps its place until the next growth. */
    private static final class Table {
        private long[] subjects = new long[64];
        private int[] counts = new int[64];
        private int used;

        int change(long subject, int by) {
            int slot = slot(subjects, subject);
            if (subjects[slot] == 0) {
                if (by < 0) {
                    return 0;
                }
                if (used * 2 >= subjects.length) {
                    rebuild();
                    slot = slot(subjects, subject);
                }
                if (subjects[slot] == 0) {
                    subjects[slot] = subject;
                    used++;
                }
            }
            counts[slot] = Math.max(0, counts[slot] + by);
            return counts[slot];
        }

        void forget(BitSet partitions) {
            for (int i = 0; i < subjects.length; i++) {
                if (subjects[i] != 0 && partitions.get(Holding.partition(0, subjects[i]))) {
                    counts[i] = 0;
                }
            }
        }

        private void rebuild() {
            int live = 0;
            for (int count : counts) {
                live += count > 0 ? 1 : 0;
            }
            int size = Integer.highestOneBit(Math.max(32, live * 2)) * 2;
            long[] newSubjects = new long[size];
            int[] newCounts = new int[size];
            for (int i = 0; i < subjects.length; i++) {
                if (counts[i] > 0) {
                    int slot = slot(newSubjects, subjects[i]);
                    newSubjects[slot] = subjects[i];
                    newCounts[slot] = counts[i];
                }
            }
            subjects = newSubjects;
            counts = newCounts;
            used = live;
        }

        private static int slot(long[] in, long subject) {
            int mask = in.length - 1;
            int slot = (int) (subject ^ (subject >>> 32)) & mask;
            while (in[slot] != 0 && in[slot] != subject) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }
    }
}
