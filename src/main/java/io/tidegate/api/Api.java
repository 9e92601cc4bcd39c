package io.tidegate.api;

import io.tidegate.intake.BearerToken;
import io.tidegate.journal.JournalUnavailable;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management API: over HTTP, and within the process for the command line. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Operation> operations;

    public Api(ApiSources sources) {
        this.operations = Operations.of(sources);
    }

    /** Puts it under {@code /api} of a router; all of it asks for the admin's token. */
    public void mount(Router router, BearerToken admin) {
        new HttpMount(this, admin).mount(router);
    }

    /**
     * Answers one request; waits for the database.
     *
     * @param uri path and query, percent-encoded
     * @param by who asks, as it is written down
     */
    public Answer call(String method, String uri, byte[] body, String by) {
        try {
            return answer(method, uri, body, by);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (JournalUnavailable | Unreadable e) {
            LOG.warn(
                    "{} {} is answered 503: {}",
                    method,
                    uri.replaceAll("\\?.*", ""),
                    e.getMessage());
            return new Refusal(
                            503,
                            "the journal cannot be reached or written; it is tried again by itself")
                    .answer();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed by a bug", method, uri.replaceAll("\\?.*", ""), e);
            return new Refusal(
                            500,
                            "a bug in Tidegate: the server's log says more; nothing was changed")
                    .answer();
        }
    }

    private Answer answer(String method, String uri, byte[] body, String by) {
        Target target = Target.of(uri);
        TreeSet<String> allowed = new TreeSet<>();
        for (Operation operation : operations) {
            List<String> path = operation.match(target.segments());
            if (path != null && operation.method().equals(method)) {
                return operation.answer(path, target.query(), body, by);
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

    /** All that it can do, as {@code METHOD template}. */
    List<String> table() {
        return operations.stream().map(o -> o.method() + " " + o.template()).toList();
    }
}
