package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Asks a server with a full journal for every list, and says which of them took longer than they
 * may.
 */
final class Lists {
    private static final String TOKEN = "bench-admin-token-0123456789abcdef";
    private static final Pattern ITEM = Pattern.compile("\\{\"(?:id|at)\":");
    private static final int NOWHERE = 1;
    private static final int WARM_UP = 3;

    private final Settings settings;
    private final Size size;
    private final List<Answered> tooSlow = new ArrayList<>();

    /**
     * @param asks how often each question is asked
     * @param busy connectors of the second shape
     * @param most the median that is allowed, ms
     */
    record Size(int deliveries, int connectors, int busy, int asks, double most) {}

    private Lists(Settings settings, Size size) {
        this.settings = settings;
        this.size = size;
    }

    public static void main(String[] args)
            throws IOException, InterruptedException, SQLException {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.leaveNothing(settings.folder())));
        Size size =
                new Size(
                        Integer.getInteger("bench.deliveries"),
                        200,
                        Integer.getInteger("bench.many"),
                        Integer.getInteger("bench.asks"),
                        200);
        Lists lists = new Lists(settings, size);
        try {
            for (String name : System.getProperty("bench.databases").split("[ ,]+")) {
                lists.check(name);
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(lists.verdict());
    }

    private void check(String name) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(settings.folder().resolve(name));
        try (JournalDatabase database = JournalDatabase.of(name, folder)) {
            Lot lot = new Lot(size.deliveries(), size.connectors(), System.currentTimeMillis());
            long began = System.nanoTime();
            new FilledJournal(lot, database).write();
            database.settle();
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %,d deliveries of %d connectors, written in %d s%n",
                    name,
                    size.deliveries(),
                    size.connectors(),
                    (System.nanoTime() - began) / 1_000_000_000);
            ask(database, folder.resolve("first"), size.connectors(), ListQuestions.of(lot));
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %,d connectors, of which each had something to do in each minute%n",
                    name,
                    size.busy());
            busy(database);
            ask(
                    database,
                    folder.resolve("second"),
                    size.busy(),
                    ListQuestions.ofConnectors(lot));
        }
        Folders.delete(folder);
    }

    private void busy(JournalDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            FilledCounts.busy(size.busy(), System.currentTimeMillis()).write(connection);
            connection.commit();
        }
        database.settle();
    }

    private void ask(
            JournalDatabase database, Path folder, int connectors, List<ListQuestion> questions)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Settings with =
                settings.withTidegate(
                        Map.of(
                                "TIDEGATE_DATABASE_URL",
                                database.url(),
                                "TIDEGATE_DATABASE_USER",
                                database.name().equals("sqlite") ? "" : "postgres"));
        Contender server = new Contenders(with).tidegate("tidegate", new Crowd(connectors));
        System.out.printf(
                "%8s %8s %8s %8s %6s %6s  %s%n",
                "first", "median", "p99", "max", "items", "pages", "ms; items of the first page; pages until something is found");
        try (Running running = Running.start(server, NOWHERE, folder, start -> {})) {
            for (ListQuestion question : questions) {
                told(ask(running, question));
            }
        }
    }

    private Answered ask(Running running, ListQuestion question)
            throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        int items = 0;
        int pages = 0;
        double first = 0;
        for (int ask = 0; ask < WARM_UP + size.asks(); ask++) {
            long began = System.nanoTime();
            String body = answer(running, question.path());
            double took = (System.nanoTime() - began) / 1e6;
            if (ask == 0) {
                first = took;
                items = (int) ITEM.matcher(body).results().count();
                pages = question.isList() ? pages(running, question, body) : 1;
            }
            if (ask >= WARM_UP) {
                times.add(took);
            }
        }
        return new Answered(question, first, times, items, pages);
    }

    /** How many pages of a list are asked for until one is not empty, or until its end. */
    private static int pages(Running running, ListQuestion question, String first)
            throws IOException, InterruptedException {
        String body = first;
        int pages = 1;
        String base = question.path().replaceAll("[?&]cursor=[^&]*", "");
        String separator = base.contains("?") ? "&" : "?";
        while (body.contains("\"items\":[]") && body.contains("\"next\":\"")) {
            int at = body.indexOf("\"next\":\"") + 8;
            String next = body.substring(at, body.indexOf('"', at));
            body = answer(running, base + separator + "cursor=" + next);
            pages++;
        }
        return pages;
    }

    private static String answer(Running running, String path)
            throws IOException, InterruptedException {
        var answer = Http.get(running.port(), path, TOKEN);
        if (answer.statusCode() != 200) {
            throw running.child()
                    .failed(
                            "answered "
                                    + path
                                    + " with "
                                    + answer.statusCode()
                                    + " "
                                    + answer.body());
        }
        return answer.body();
    }

    private void told(Answered answered) {
        System.out.println(answered.shown());
        if (answered.median() > size.most()) {
            tooSlow.add(answered);
        }
    }

    private int verdict() {
        System.out.println();
        for (Answered slow : tooSlow) {
            System.out.printf(
                    Locale.ROOT,
                    "too slow: %s takes %.0f ms in the median, allowed are %.0f%n",
                    slow.question().shown(),
                    slow.median(),
                    size.most());
        }
        if (tooSlow.isEmpty()) {
            System.out.printf(Locale.ROOT, "every median is at most %.0f ms: yes%n", size.most());
        }
        return tooSlow.isEmpty() ? 0 : 1;
    }
}
