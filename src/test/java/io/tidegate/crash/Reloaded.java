package io.tidegate.crash;

import io.tidegate.crash.Receiver.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A connector that is edited under load: its words as they are in its file, and as they were. */
final class Reloaded {
    private static final String JAVA =
            """
            // %s
            public class %s extends io.tidegate.connector.ConnectorBuilder {
                @Override
                public void configure() {
                    outflow("%s").on("%s")
                            .map("event").from("$.id").map("subject").from("$.subject")
                            .to("%s?v=%d");
                }
            }
            """;
    private static final String PLAIN =
            """
            - route:
                id: %1$s
                from:
                  uri: trigger:%1$s?on=%2$s
                  steps:
                    - setHeader: { name: X-Version, expression: { method: { ref: version, method: toString } } }
                    - setBody: { simple: '{"event":"${body[id]}","subject":"${body[subject]}"}' }
                    - to: { uri: "%3$s", parameters: { httpMethod: POST } }
            """;

    final Kind kind;
    private final String url;

    /** By number: whether it had the rule and the after hook. */
    final Map<Integer, Words> versions = new HashMap<>();

    final List<Saved> saved = new ArrayList<>();
    final List<Away> away = new ArrayList<>();
    int version = 1;
    Words words = new Words(false, false, 64, 0);
    boolean present = true;
    boolean active = true;

    /** What tells a version from the next, beside its number. */
    record Words(boolean rule, boolean hook, int concurrency, int fields) {
        Words otherRule() {
            return new Words(!rule, hook, concurrency, fields);
        }

        Words otherHook() {
            return new Words(rule, !hook, concurrency, fields);
        }

        Words wide(int deliveries) {
            return new Words(rule, hook, deliveries, fields);
        }

        Words moreFields() {
            return new Words(rule, hook, concurrency, fields + 1);
        }
    }

    /** When a version was saved, ms since 1970; counts unless it was taken back at once. */
    record Saved(int version, long at, boolean counts) {}

    /** From when until when nobody had asked for it to get deliveries again, ms since 1970. */
    record Away(long from, long to) {
        boolean isWithin(long time, long tolerance) {
            return time >= from - tolerance && time <= to + tolerance;
        }

        boolean isDeepWithin(long time, long tolerance) {
            return time >= from + tolerance && time < to;
        }
    }

    /** How it is written, and by what the receiver knows its version. */
    enum Kind {
        STEADY("com.crash.a", "steady"),
        HEADED("com.crash.a", "pair"),
        HOOKED("com.crash.b", "pair"),
        SCRIPTED("com.crash.b", "scripted"),
        FLAKY("com.crash.c", "retried"),
        CHOOSY("com.crash.c", "retried"),
        CODED("com.crash.d", "Coded"),
        PLAIN("com.crash.d", "plain");

        final String type;
        final String file;

        Kind(String type, String file) {
            this.type = type;
            this.file = file;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isYamlOutflow() {
            return this != CODED && this != PLAIN;
        }

        /**
         * Whether its version stands in its own words: a script and a bean have files of theirs.
         */
        boolean isNumbered() {
            return this != SCRIPTED && this != PLAIN;
        }

        private String retry() {
            return switch (this) {
                case FLAKY -> "retry: { attempts: 6, delay: 700ms }";
                case CHOOSY -> "retry: { attempts: 3, delay: 300ms, giveUpOn: [500] }";
                default -> "retry: { attempts: 5, delay: 1s }";
            };
        }

        Answer answer(int nth, Random random) {
            int status = 200;
            if (this == FLAKY && nth <= 2 && random.nextInt(4) == 0) {
                status = 503;
            } else if (this == CHOOSY && random.nextInt(40) == 0) {
                status = nth == 1 && random.nextBoolean() ? 503 : 500;
            }
            return new Answer(status, random.nextInt(16) == 0 ? 100 + random.nextInt(700) : 0);
        }
    }

    Reloaded(Kind kind, String url) {
        this.kind = kind;
        this.url = url;
        versions.put(version, words);
    }

    /** Its words from now on; a number that stands in them is a new one. */
    void change(Words to) {
        words = to;
        if (kind.isNumbered()) {
            version++;
        }
        versions.merge(version, to, (before, now) -> now);
    }

    void next() {
        version++;
        versions.put(version, words);
    }

    String text(int comment) {
        if (kind == Kind.CODED) {
            return JAVA.formatted(comment, kind.file, kind.id(), kind.type, url, version);
        }
        return kind == Kind.PLAIN ? PLAIN.formatted(kind.id(), kind.type, url) : outflow();
    }

    private String outflow() {
        StringBuilder yaml = new StringBuilder("- outflow:\n    id: " + kind.id());
        yaml.append("\n    on: [").append(kind.type).append("]\n");
        if (words.rule()) {
            yaml.append("    rules: [\"$[?(@.data.unwanted == false)]\"]\n");
        }
        if (kind == Kind.SCRIPTED) {
            yaml.append("    before: [{ script: version.js }]\n");
        }
        yaml.append("    mapping:\n      event: $.id\n      subject: $.subject\n");
        if (kind == Kind.SCRIPTED) {
            yaml.append("      v: $.data.v\n");
        }
        for (int field = 1; field <= words.fields(); field++) {
            yaml.append("      more.field" + field + ": { from: $.type, convert: [upper] }\n");
        }
        yaml.append("    to:\n      method: POST\n      uri: ").append(url);
        boolean inHeader = kind == Kind.HEADED;
        yaml.append(kind.isNumbered() && !inHeader ? "?v=" + version : "").append('\n');
        yaml.append(inHeader ? "      headers: { X-Version: \"" + version + "\" }\n" : "");
        if (words.hook()) {
            yaml.append("    after: [{ script: remember.js }]\n");
        }
        yaml.append("    concurrency: ").append(words.concurrency());
        return yaml.append("\n    ").append(kind.retry()).append('\n').toString();
    }
}
