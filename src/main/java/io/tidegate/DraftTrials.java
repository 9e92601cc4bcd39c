package io.tidegate;

import io.tidegate.api.Drafting.Faulty;
import io.tidegate.api.Drafting.MadeTest;
import io.tidegate.api.Drafting.Trying;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Looked;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.NewTest;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Event;
import io.tidegate.journal.StoredRequest;
import io.tidegate.rehearsal.Drafts;
import io.tidegate.rehearsal.NotTried;
import io.tidegate.rehearsal.SampleEvent;
import io.tidegate.rehearsal.Tried;
import io.tidegate.route.Roster;
import io.tidegate.route.Sending;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tries drafts of the console, one event at a time; what it sends is stored nowhere. */
final class DraftTrials implements Trying {
    /** Beyond the connector's own time-outs: for a token that is fetched first. */
    private static final long MORE_SECONDS = 30;

    private final Drafts drafts;
    private final ServerDryRuns dryRuns;
    private final Roster roster;
    private final Function<Connector, Sending> sendings;

    DraftTrials(
            Drafts drafts,
            ServerDryRuns dryRuns,
            Roster roster,
            Function<Connector, Sending> sendings) {
        this.drafts = drafts;
        this.dryRuns = dryRuns;
        this.roster = roster;
        this.sendings = sendings;
    }

    @Override
    public Map<String, @Nullable Object> run(DraftText draft, Event event, boolean send)
            throws InterruptedException {
        String name = ServerAuthoring.name(draft);
        Drafts.Seen seen = drafts.look(new Drafts.Draft(name, draft.yaml()), event);
        Looked looked = Looked.of(draft, name, seen.loaded());
        Connector connector = looked.connector();
        if (connector == null || seen.dryRun() == null) {
            throw new Faulty(looked.faults());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>(seen.dryRun());
        if (send) {
            Map<String, @Nullable Object> response = response(connector, seen.request());
            json.put("response", response);
            json.put("sent", sent(seen.request(), response));
        }
        return json;
    }

    /** For the audit log, which keeps nobody's data: the path may be somebody's. */
    private static String sent(
            @Nullable StoredRequest request, Map<String, @Nullable Object> response) {
        Object came =
                response.get("status") == null ? response.get("error") : response.get("status");
        return request == null
                ? String.valueOf(came)
                : request.method()
                        + " "
                        + request.url().replaceFirst("^([a-zA-Z]+://[^/?]*).*", "$1")
                        + ": "
                        + came;
    }

    private Map<String, @Nullable Object> response(
            Connector connector, @Nullable StoredRequest request) throws InterruptedException {
        if (!(connector.to() instanceof HttpTarget)) {
            throw new NotTried(
                    "an inflow's action is not sent as a test: it would change accounts");
        }
        long began = System.nanoTime();
        Reply reply =
                request == null
                        ? new Reply.NeverSent("it did not come to a request")
                        : reply(connector, request);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Reply.Answered answered = reply instanceof Reply.Answered is ? is : null;
        json.put("status", answered == null ? null : (Integer) answered.status());
        json.put("headers", answered == null ? Map.of() : answered.headers());
        json.put(
                "body",
                answered == null ? null : new String(answered.body(), StandardCharsets.UTF_8));
        json.put("durationMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        json.put("error", reply.error());
        return json;
    }

    private Reply reply(Connector connector, StoredRequest request) throws InterruptedException {
        Terms terms = connector.terms();
        long patience =
                terms.connectTimeout().plus(terms.responseTimeout()).toSeconds() + MORE_SECONDS;
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        String key = "test-" + UUID.randomUUID();
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.replace("Idempotency-Key", key);
        try (Sending sending = sendings.apply(connector)) {
            sending.send(
                    new OutboundRequest(request.method(), request.url(), headers, request.body()),
                    key,
                    null,
                    reply::complete);
            return reply.get(patience, TimeUnit.SECONDS);
        } catch (StageFailed e) {
            return new Reply.NeverSent(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return new Reply.Unanswered("no answer within " + patience + " s", true);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<MadeTest> test(String id, Event event, @Nullable String name)
            throws InterruptedException {
        Optional<Connector> connector = roster.connector(id);
        Optional<Map<String, @Nullable Object>> run = dryRuns.of(id, event);
        if (connector.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> given = new LinkedHashMap<>(event.root());
        Tried tried = new Tried(connector.get(), new SampleEvent(given, event), run.get());
        Map<String, @Nullable Object> test = tried.asTest();
        if (name != null && !name.isBlank()) {
            test.put("name", name.strip());
        }
        return Optional.of(
                new MadeTest(NewTest.text(test), tried.whyNoTest(), yaml -> with(yaml, id, test)));
    }

    /** It has to pass once more, by the words that are saved. */
    private String with(String yaml, String id, Map<String, @Nullable Object> test) {
        String added = NewTest.insert(yaml, id, test);
        try {
            String differs = drafts.lastTest(new Drafts.Draft(ConsoleFiles.name(id), added));
            if (differs != null) {
                throw new IllegalArgumentException("it does not pass a second time, " + differs);
            }
            return added;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("the server stops", e);
        }
    }
}
