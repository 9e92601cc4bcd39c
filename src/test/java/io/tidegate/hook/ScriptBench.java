package io.tidegate.hook;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints what a hook costs; docs/decisions/0003-script-engine.md has the command and the figures it
 * gave.
 */
public final class ScriptBench {
    private static final String NORMALISE =
            """
            export default function (event) {
              const { data } = event;
              const digits = (data.PhoneId ?? "").replace(/[^0-9]/g, "");
              data.Phone = digits.startsWith("0") ? `+49${digits.slice(1)}` : digits;
              data.FirstName = data.FirstName?.trim();
              data.Email = data.Email.map((e) => ({ ...e, Value: e.Value.toLowerCase() }));
              return event;
            }
            """;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BATCH = 2_000;

    private ScriptBench() {}

    public static void main(String[] args) throws Exception {
        int batches = args.length == 0 ? 10 : Integer.parseInt(args[0]);
        long start = System.nanoTime();
        EngineImage.get();
        System.out.printf("engine, once a process: %.0f ms%n", (System.nanoTime() - start) / 1e6);
        Script normalise = Script.compile("normalise.js", NORMALISE, ScriptLimits.DEFAULT);
        Script identity = Script.compile("identity.js", "(event) => event", ScriptLimits.DEFAULT);
        measure("identity, {}", batches, () -> identity.call(List.of(Map.of())));
        measure("normalise, 1.3 kB", batches, () -> normalise.transform(event()));
        start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            Script.compile("normalise.js", NORMALISE, ScriptLimits.DEFAULT);
        }
        System.out.printf("compiling a script: %.2f ms%n", (System.nanoTime() - start) / 20e6);
        start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            new Sandbox();
        }
        System.out.printf("a new sandbox: %.2f ms%n", (System.nanoTime() - start) / 20e6);
    }

    private static void measure(String what, int batches, Call call) throws Exception {
        double bestCpu = Double.MAX_VALUE;
        double bestWall = Double.MAX_VALUE;
        for (int batch = 0; batch < batches; batch++) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                call.run();
            }
            double batchCpu = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / BATCH;
            double batchWall = (System.nanoTime() - wall) / 1e3 / BATCH;
            if (batch == 0) {
                System.out.printf(
                        "%s, first batch: %.0f µs of CPU, %.0f µs%n", what, batchCpu, batchWall);
            }
            bestCpu = Math.min(bestCpu, batchCpu);
            bestWall = Math.min(bestWall, batchWall);
        }
        System.out.printf("%s, best batch: %.0f µs of CPU, %.0f µs%n", what, bestCpu, bestWall);
    }

    private static Map<String, Object> event() {
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 0; i < 22; i++) {
            fields.put("field" + i, "value number " + i);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("FirstName", " Anna ");
        data.put("Email", List.of(Map.of("Type", "Primary", "Value", "Anna@Example.org")));
        data.put("PhoneId", "(030) 123-456");
        data.put(
                "Addresses",
                Collections.nCopies(
                        5, Map.of("Street", "Main 1", "City", "Berlin", "PostalCode", "10111")));
        data.put("Custom", fields);
        return Map.of(
                "id",
                "01J0",
                "source",
                "loginradius",
                "type",
                "UpdateProfile",
                "subject",
                "user-1",
                "data",
                data);
    }

    private interface Call {
        Object run() throws Exception;
    }
}
