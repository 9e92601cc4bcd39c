package io.tidegate.api;

import io.tidegate.access.AuditLog;
import io.tidegate.access.Role;
import io.tidegate.journal.JournalUnavailable;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management API: over HTTP, and within the process for the command line. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Operation> operations;
    private final Recorder recorder;
    private final byte[] document;
    private final List<LiveResource> live;

    /**
     * @param more beside those of the sources
     */
    public Api(ApiSources sources, AuditLog audit, Resource... more) {
        List<Operation> all = new ArrayList<>();
        all.add(
                Operation.get("/api/openapi.json", Role.VIEWER, call -> document())
                        .withoutPayloads());
        Stream.concat(Operations.of(sources).stream(), Stream.of(more))
                .forEach(resource -> all.addAll(resource.operations()));
        this.operations = List.copyOf(all);
        this.document = new OpenApi().document(operations);
        this.recorder = new Recorder(audit, operations);
        this.live =
                Stream.of(more)
                        .filter(LiveResource.class::isInstance)
                        .map(LiveResource.class::cast)
                        .toList();
    }

    private Answer document() {
        return new Answer(200, Map.of("Content-Type", Answer.JSON), document);
    }

    /** Puts it under {@code /api} of a router; all of it asks who comes. */
    public void mount(Router router, Admission admission) {
        HttpMount mount = new HttpMount(this, admission);
        mount.mount(router, live);
    }

    /** Answers one request; waits for the database. */
    public Answer call(Asked asked) {
        try {
            return answer(asked);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (JournalUnavailable | Unreadable e) {
            LOG.warn("{} is answered 503: {}", asked, e.getMessage());
            return new Refusal(
                            503,
                            "the journal cannot be reached or written; it is tried again by itself")
                    .answer();
        } catch (RuntimeException e) {
            LOG.error("{} failed by a bug", asked, e);
            return new Refusal(
                            500,
                            "a bug in Tidegate: the server's log says more; nothing was changed")
                    .answer();
        }
    }

    private Answer answer(Asked asked) {
        Target target = Target.of(asked.uri());
        String method = asked.method();
        TreeSet<String> allowed = new TreeSet<>();
        for (Operation operation : operations) {
            List<String> path = operation.match(target.segments());
            if (path != null && operation.method().equals(method)) {
                Call call = new Call(path, target.query(), asked);
                return Masking.of(
                        answer(operation, call, asked.from()),
                        operation.told().isPlain(),
                        asked.caller().role());
            }
            if (path != null) {
                allowed.add(operation.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new Refusal(
                    404, "there is nothing at this path; /api/openapi.json lists all there is");
        }
        String methods = String.join(", ", allowed);
        throw Refusal.withHeader(
                405, "the method is " + method + ", allowed here: " + methods, "Allow", methods);
    }

    private Answer answer(Operation operation, Call call, @Nullable String from) {
        Change change = operation.change();
        if (change == null || !change.isMadeBy(call)) {
            operation.admit(call.caller());
            operation.check(call.query());
            return operation.work().apply(call);
        }
        return recorder.answer(operation, change, call, from);
    }

    /** All that it can do. */
    List<Operation> operations() {
        return operations;
    }

    /** The same, as {@code METHOD template}. */
    List<String> table() {
        return operations.stream().map(o -> o.method() + " " + o.template()).toList();
    }
}
