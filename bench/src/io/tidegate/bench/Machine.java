package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures come from: they mean nothing without it. */
final class Machine {
    private static final double QUIET = 0.5;

    private Machine() {}

    static String describe(Path folder) throws IOException {
        double load = Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        return """
        cores   %d × %s
        memory  %d MiB
        kernel  %s %s
        JDK     %s %s
        disk    %s (the data folder's file system)
        load    %.2f before the start%s
        """
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name"),
                        Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / 1024,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.runtime.version"),
                        Files.getFileStore(folder).type(),
                        load,
                        load > QUIET
                                ? ": something else is running, so the figures are noise"
                                : "");
    }

    private static String field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
