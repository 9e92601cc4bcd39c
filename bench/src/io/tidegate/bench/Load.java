package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;

/**
 * The load generator, one thread. Each line of its input is one phase, {@code ports token
 * connections seconds rate}, where the ports have commas between them and rate 0 means a closed loop; each line of its output tells what
 * came of it. It stays up for the whole bench, so that it is warm before anything counts, and never
 * uses an event's number twice.
 */
final class Load {
    private Load() {}

    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        long number = 1;
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            List<Integer> ports =
                    Arrays.stream(words[0].split(",")).map(Integer::valueOf).toList();
            long seconds = Long.parseLong(words[3]);
            long rate = Long.parseLong(words[4]);
            try (Phase phase =
                    new Phase(ports, new Work(words[1]), Integer.parseInt(words[2]), number)) {
                long start = System.nanoTime();
                phase.run(
                        rate == 0
                                ? new Pace.Closed(start, seconds)
                                : new Pace.Open(start, seconds, rate));
                number = phase.nextNumber();
                System.out.println(phase.figures());
            }
        }
    }
}
