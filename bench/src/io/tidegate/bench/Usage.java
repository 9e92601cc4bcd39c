package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a process has used so far, from /proc (proc(5)): CPU of all its threads in microseconds,
 * peak memory in MiB.
 */
record Usage(long cpuMicros, long peakMiB) {
    static final Usage NONE = new Usage(0, 0);

    /**
     * The kernel tells CPU time in ticks of USER_HZ, which is 100 a second on every Linux port with
     * a JDK.
     */
    private static final long MICROS_PER_TICK = 10_000;

    private static final Pattern COMPILES = Pattern.compile("^C[12] Compiler");
    private static final List<Integer> OWN = List.of(11, 12);
    private static final List<Integer> WITH_ENDED_CHILDREN = List.of(11, 12, 13, 14);

    static Usage of(long pid) throws IOException {
        String peak =
                Files.readAllLines(proc(pid).resolve("status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "process " + pid + " has no VmHWM: it has ended"));
        return new Usage(
                cpuMicros(pid, OWN), Long.parseLong(peak.replaceAll("\\D", "")) / 1024);
    }

    /** CPU of a process and of all that it started, ended or not, in microseconds. */
    static long cpuMicrosOfTree(long pid) throws IOException {
        long all = cpuMicros(pid, WITH_ENDED_CHILDREN);
        List<Long> others =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid)
                        .toList();
        for (long other : others) {
            try {
                all += cpuMicros(other, OWN);
            } catch (NoSuchFileException e) {
                // It has just ended: its parent has its time.
            }
        }
        return all;
    }

    Usage plus(Usage other) {
        return new Usage(cpuMicros + other.cpuMicros, peakMiB + other.peakMiB);
    }

    /** CPU of a JVM's threads that compile, of those that live, in microseconds. */
    static long compilingMicros(long pid) throws IOException {
        long all = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc(pid).resolve("task"))) {
            for (Path thread : threads) {
                try {
                    if (COMPILES.matcher(Files.readString(thread.resolve("comm"))).find()) {
                        all += cpuMicros(thread, OWN);
                    }
                } catch (IOException e) {
                    // It has just ended.
                }
            }
        }
        return all;
    }

    private static long cpuMicros(long pid, List<Integer> fields) throws IOException {
        return cpuMicros(proc(pid), fields);
    }

    private static long cpuMicros(Path of, List<Integer> fields) throws IOException {
        String stat = Files.readString(of.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields.stream().mapToLong(at -> Long.parseLong(afterName[at])).sum()
                * MICROS_PER_TICK;
    }

    private static Path proc(long pid) {
        return Path.of("/proc", String.valueOf(pid));
    }
}
