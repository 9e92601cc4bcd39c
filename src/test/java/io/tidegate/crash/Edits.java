package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.crash.Reloaded.Kind;
import io.tidegate.crash.Reloaded.Saved;
import io.tidegate.crash.Reloaded.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Edits connectors at random, one change at a time, and takes back what was broken or taken away.
 */
final class Edits {
    private final EditedFiles files;
    private final List<Reloaded> connectors;
    private final TidegateProcess process;
    private final Random random;
    private final Deque<Runnable> takeBack = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** How often each was made. */
    final Map<What, Integer> made = new TreeMap<>();

    /** When which was made, of which connector after which version. */
    final List<String> trace = new ArrayList<>();

    enum What {
        VERSION,
        RULE,
        HOOK,
        MAPPING,
        CONCURRENCY,
        COMMENT,
        RENAME,
        BREAK,
        MEND,
        REMOVE,
        PUT_BACK,
        SWITCH_OFF,
        SWITCH_ON
    }

    Edits(EditedFiles files, List<Reloaded> connectors, TidegateProcess process, Random random) {
        this.files = files;
        this.connectors = connectors;
        this.process = process;
        this.random = random;
    }

    /** One change, or the end of one. */
    void next() {
        if (!takeBack.isEmpty() && random.nextInt(3) > 0) {
            takeBack.remove().run();
            return;
        }
        List<Reloaded> free = new ArrayList<>(connectors);
        free.removeIf(one -> !one.present || !one.active || files.isBroken(one));
        if (free.isEmpty()) {
            takeBack.remove().run();
            return;
        }
        Reloaded one = free.get(random.nextInt(free.size()));
        List<What> possible = possible(one.kind);
        make(possible.get(random.nextInt(possible.size())), one);
    }

    private static List<What> possible(Kind kind) {
        List<What> possible =
                new ArrayList<>(
                        List.of(
                                What.VERSION,
                                What.VERSION,
                                What.COMMENT,
                                What.BREAK,
                                What.REMOVE,
                                What.SWITCH_OFF));
        if (kind != Kind.CODED) {
            possible.add(What.RENAME);
        }
        if (kind.isYamlOutflow()) {
            possible.addAll(List.of(What.RULE, What.HOOK, What.MAPPING, What.CONCURRENCY));
        }
        return possible;
    }

    private void make(What what, Reloaded one) {
        count(what, one);
        switch (what) {
            case VERSION -> version(one);
            case RULE -> save(one, one.words.otherRule());
            case HOOK -> save(one, one.words.otherHook());
            case MAPPING -> save(one, one.words.moreFields());
            case CONCURRENCY -> save(one, one.words.wide(8 + random.nextInt(96)));
            case COMMENT -> files.comment(one);
            case RENAME -> files.rename(one);
            case BREAK -> breakFile(one);
            case REMOVE -> remove(one);
            case SWITCH_OFF -> switchOff(one);
            default -> throw new IllegalArgumentException(what + " only takes back");
        }
    }

    private void count(What what, Reloaded one) {
        made.merge(what, 1, Integer::sum);
        trace.add(System.currentTimeMillis() + " " + what + " " + one.kind + " " + one.version);
    }

    private void version(Reloaded one) {
        one.next();
        saved(one, System.currentTimeMillis());
        if (one.kind == Kind.SCRIPTED) {
            files.script(one.version);
        } else if (one.kind == Kind.PLAIN) {
            files.bean(one.version);
        } else {
            files.save(one);
        }
    }

    private void save(Reloaded one, Words words) {
        int before = one.version;
        one.change(words);
        if (one.version != before) {
            saved(one, System.currentTimeMillis());
        }
        files.save(one);
    }

    private static void saved(Reloaded one, long at) {
        one.saved.add(new Saved(one.version, at, true));
    }

    /** Its last version may never have come to run. */
    private static void doubt(Reloaded one) {
        if (!one.saved.isEmpty()) {
            Saved last = one.saved.remove(one.saved.size() - 1);
            one.saved.add(new Saved(last.version(), last.at(), false));
        }
    }

    private void breakFile(Reloaded one) {
        List<Reloaded> concerned = files.beside(one);
        concerned.forEach(Edits::doubt);
        files.breakFile(one);
        takeBack.add(
                () -> {
                    count(What.MEND, one);
                    files.mend(one);
                });
    }

    private void remove(Reloaded one) {
        doubt(one);
        one.present = false;
        long from = System.currentTimeMillis();
        files.save(one);
        takeBack.add(
                () -> {
                    count(What.PUT_BACK, one);
                    one.present = true;
                    one.away.add(new Reloaded.Away(from, System.currentTimeMillis()));
                    files.save(one);
                });
    }

    private void switchOff(Reloaded one) {
        doubt(one);
        one.active = false;
        long from = System.currentTimeMillis();
        ask(one, "deactivate");
        takeBack.add(
                () -> {
                    count(What.SWITCH_ON, one);
                    one.active = true;
                    one.away.add(new Reloaded.Away(from, System.currentTimeMillis()));
                    ask(one, "activate"); // events get deliveries before it answers
                });
    }

    private void ask(Reloaded one, String what) {
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/api/connectors/" + one.kind.id() + "/" + what))
                        .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s: %s", request, answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends whatever is taken away or broken, and gives each connector a last version. */
    void last() {
        while (!takeBack.isEmpty()) {
            takeBack.remove().run();
        }
        connectors.forEach(this::version);
    }
}
