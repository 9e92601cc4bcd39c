package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, from /proc (proc(5)): CPU of all its threads in microseconds,
 * peak memory in MiB.
 */
record Usage(long cpuMicros, long peakMiB) {
    /**
     * The kernel tells CPU time in ticks of USER_HZ, which is 100 a second on every Linux port with
     * a JDK.
     */
    private static final long MICROS_PER_TICK = 10_000;

    static Usage of(long pid) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(pid));
        String stat = Files.readString(proc.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
        String peak =
                Files.readAllLines(proc.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "process " + pid + " has no VmHWM: it has ended"));
        return new Usage(
                ticks * MICROS_PER_TICK, Long.parseLong(peak.replaceAll("\\D", "")) / 1024);
    }
}
