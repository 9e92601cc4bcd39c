package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * The load generator, one thread. Each line of its input is one phase, {@code port token
 * connections seconds rate}, where rate 0 means a closed loop; each line of its output tells what
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
            int port = Integer.parseInt(words[0]);
            long seconds = Long.parseLong(words[3]);
            long rate = Long.parseLong(words[4]);
            try (Phase phase =
                    new Phase(port, new Work(port, words[1]), Integer.parseInt(words[2]), number)) {
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
