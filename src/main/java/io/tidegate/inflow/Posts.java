package io.tidegate.inflow;

import io.tidegate.connector.Entry;
import io.tidegate.connector.Entry.PostSchema;
import io.tidegate.connector.Verification;
import io.tidegate.event.Event;
import io.tidegate.event.Path;
import io.tidegate.event.Sealing;
import io.tidegate.intake.ContentType;
import io.tidegate.intake.Problem;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** From a post's bytes to its events: verified, read, checked, cut into items. */
final class Posts {
    private static final int QUICK_BYTES = 64 * 1024;

    private final Verifier verifier;
    private final RecentContents recent;
    private final int maxEventSize;
    private final Clock clock;
    private final Sealing sealing;
    private final Map<String, Compiled> schemas = new ConcurrentHashMap<>();

    private record Compiled(PostSchema of, PostSchemaCheck check) {}

    Posts(
            Verifier verifier,
            RecentContents recent,
            int maxEventSize,
            Clock clock,
            Sealing sealing) {
        this.sealing = sealing;
        this.verifier = verifier;
        this.recent = recent;
        this.maxEventSize = maxEventSize;
        this.clock = clock;
    }

    /** Whether an event loop may do it: no regular expression, scan, SQL, key or large body. */
    static boolean isQuick(Entry entry, int bytes) {
        return bytes <= QUICK_BYTES
                && entry.schema() == null
                && entry.dedupe() == null
                && entry.items() == null
                && entry.sealed().isEmpty()
                && (entry.idFrom() == null || entry.idFrom().isShort())
                && entry.subjects().stream().allMatch(Path::isShort);
    }

    void verify(Inbound inbound, MultiMap headers, byte[] body) throws Refused {
        Verification verification = inbound.entry().verification();
        try {
            Verdict verdict = verifier.judge(verification, headers, body);
            if (verdict != Verdict.RIGHT) {
                throw Refused.unverified(
                        verdict == Verdict.WRONG ? Reason.UNVERIFIED : Reason.OUT_OF_TIME);
            }
        } catch (Credentials.Missing e) {
            throw Refused.later(
                    Reason.NO_SECRET, "the secret by which posts are verified is not set here");
        }
    }

    /** The events of a post that was verified. */
    List<Event> events(Inbound inbound, MultiMap headers, byte[] body) throws Refused {
        PostReader.Format format = PostReader.format(ContentType.of(headers.get("content-type")));
        PostContent content = PostReader.read(format, body);
        SealedLooks.refuse(content);
        if (inbound.entry().schema() != null) {
            check(inbound.connector(), inbound.entry().schema(), content);
        }
        return new PostEvents(inbound, maxEventSize, sealing)
                .of(
                        content,
                        new PostIds(headers, recent.of(inbound)),
                        time(inbound.entry().verification(), headers));
    }

    /** When the sender says that it happened, if that is under its signature; else now. */
    private String time(Verification verification, MultiMap headers) {
        Long seconds =
                verification instanceof Verification.StandardWebhooks
                        ? StandardSignature.seconds(headers)
                        : null;
        return (seconds == null ? clock.instant() : Instant.ofEpochSecond(seconds)).toString();
    }

    private void check(String connector, PostSchema schema, PostContent content) throws Refused {
        List<Problem.Fault> faults;
        try {
            faults = compiled(connector, schema).faults(content.json());
        } catch (PostSchemaCheck.Unchecked e) {
            throw new Refused(
                    Reason.SCHEMA,
                    new Problem(422, "Not accepted", String.valueOf(e.getMessage())));
        }
        if (!faults.isEmpty()) {
            String first =
                    Stream.of(faults.get(0).pointer(), faults.get(0).detail())
                            .filter(part -> !part.isEmpty())
                            .reduce((at, what) -> at + ": " + what)
                            .orElse("");
            throw new Refused(
                    Reason.SCHEMA,
                    new Problem(
                            422,
                            "Not accepted",
                            "this is not what "
                                    + schema.file()
                                    + " allows; the first of it: "
                                    + first,
                            faults));
        }
    }

    private PostSchemaCheck compiled(String connector, PostSchema schema) throws Refused {
        try {
            return schemas.compute(
                            connector,
                            (id, last) ->
                                    last != null && last.of() == schema
                                            ? last
                                            : new Compiled(
                                                    schema, new PostSchemaCheck(schema.schema())))
                    .check();
        } catch (IllegalArgumentException e) {
            throw Refused.later(Reason.BROKEN, "the connector's schema cannot be used");
        }
    }
}
