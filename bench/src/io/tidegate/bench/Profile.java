package io.tidegate.bench;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one contender under full load with the flight recorder on, and prints where its time went.
 */
final class Profile {
    private static final int LINES = 25;
    private static final Set<String> WAITS =
            Set.of("epollWait", "poll", "wait", "accept0", "readBytes");

    private final Map<String, Long> threads = new HashMap<>();
    private final Map<String, Long> tops = new HashMap<>();
    private final Map<String, Long> packages = new HashMap<>();
    private final Map<String, Long> owners = new HashMap<>();
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Long> blocked = new HashMap<>();

    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.read();
        Path recording = settings.root().resolve("target/bench/profile.jfr");
        Files.deleteIfExists(recording);
        Settings recorded =
                settings.with(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,delay="
                                + settings.timing().warmUp()
                                + "s,filename="
                                + recording);
        Contender contender = new Contenders(recorded).chosen().get(0);
        try (Rig rig = new Rig(recorded)) {
            Result result = rig.closed(contender);
            System.out.printf(
                    "%s, recorded: %,.0f events/s, %.1f µs of CPU an event%n",
                    contender.name(), result.eventsPerSecond(), result.cpuPerEvent());
        }
        new Profile().read(recording);
    }

    private void read(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                count(file.readEvent());
            }
        }
        print("CPU by thread", threads);
        print("CPU by package of the top frame", packages);
        print("CPU by top frame", tops);
        print("CPU by the innermost frame of ours (io.tidegate)", owners);
        print("Allocation by class and the innermost frame of ours", allocated);
        print("Blocked on a monitor, nanoseconds by class and thread", blocked);
        System.out.println("\nThe recording: " + recording);
    }

    private void count(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> sample(event);
            case "jdk.ObjectAllocationSample" ->
                    allocated.merge(
                            event.getClass("objectClass").getName() + "  " + owner(event),
                            event.getLong("weight"),
                            Long::sum);
            case "jdk.JavaMonitorEnter" ->
                    blocked.merge(
                            event.getClass("monitorClass").getName()
                                    + "  "
                                    + family(event.getThread().getJavaName()),
                            event.getDuration().toNanos(),
                            Long::sum);
            default -> {}
        }
    }

    private void sample(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
            return;
        }
        RecordedFrame top = event.getStackTrace().getFrames().get(0);
        if (isWaiting(top)) {
            return;
        }
        threads.merge(family(event.getThread("sampledThread").getJavaName()), 1L, Long::sum);
        tops.merge(name(top), 1L, Long::sum);
        packages.merge(packageOf(top), 1L, Long::sum);
        owners.merge(owner(event), 1L, Long::sum);
    }

    /** A native sample is also taken of a thread that sleeps in the kernel; that is no work. */
    private static boolean isWaiting(RecordedFrame top) {
        return WAITS.contains(top.getMethod().getName());
    }

    private static String owner(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return "(no stack)";
        }
        return event.getStackTrace().getFrames().stream()
                .filter(frame -> frame.getMethod().getType().getName().startsWith("io.tidegate"))
                .findFirst()
                .map(Profile::name)
                .orElse("(none)");
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String packageOf(RecordedFrame frame) {
        List<String> words = List.of(frame.getMethod().getType().getName().split("\\."));
        return String.join(".", words.subList(0, Math.min(3, words.size())));
    }

    private static String family(String thread) {
        return thread == null ? "(unnamed)" : thread.replaceAll("\\d+", "#");
    }

    private static void print(String title, Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("%n%s (%,d)%n", title, total);
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        sorted.stream()
                .limit(LINES)
                .forEach(
                        entry ->
                                System.out.printf(
                                        "%6.1f %%  %s%n",
                                        100.0 * entry.getValue() / total, entry.getKey()));
    }
}
