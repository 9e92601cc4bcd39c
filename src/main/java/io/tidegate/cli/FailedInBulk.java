package io.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many failed queries at once: what would be done, or a job that is followed to its end. */
final class FailedInBulk {
    private static final long LOOK_MILLIS = 300;

    private final Cli cli;

    FailedInBulk(Cli cli) {
        this.cli = cli;
    }

    /**
     * @param wish replay, replay-from-event or discard
     * @return the exit status: 1 if some were refused
     */
    int run(String wish, Map<String, ?> filter, boolean dryRun) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("filter", filter);
        body.put("do", wish);
        body.put("preview", dryRun);
        try (Conversation conversation = cli.conversation()) {
            Node answer = conversation.post(FailedCommand.PATH + "/bulk", body);
            return dryRun ? preview(answer) : follow(conversation, answer);
        }
    }

    private int preview(Node answer) {
        cli.out().println(answer.text("count") + " open failed queries; nothing was changed");
        if (answer.at("connectors").value() instanceof Map<?, ?> connectors) {
            connectors.forEach(
                    (id, count) ->
                            cli.out()
                                    .println("  " + Plain.text(String.valueOf(id)) + ": " + count));
        }
        if (answer.at("oldest").isThere()) {
            cli.out()
                    .println(
                            "failed from "
                                    + answer.text("oldest")
                                    + " to "
                                    + answer.text("newest"));
        }
        return Cli.FINE;
    }

    /** The job goes on by itself if this is interrupted and a server runs. */
    private int follow(Conversation conversation, Node begun) {
        cli.out()
                .println(
                        "job " + begun.text("id") + ": " + begun.text("total") + " failed queries");
        Node job = begun;
        while (job.text("state").equals("running")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            job = conversation.get(Conversation.path("/api/jobs", begun.text("id")));
        }
        cli.out()
                .println(
                        job.text("state")
                                + ", done: "
                                + job.text("done")
                                + ", refused: "
                                + job.text("refused")
                                + (job.at("reason").isThere()
                                        ? ", " + Plain.text(job.text("reason"))
                                        : ""));
        List<Node> problems = job.list("problems");
        for (Node problem : problems) {
            cli.out()
                    .println(
                            "  "
                                    + problem.text("failedQuery")
                                    + ": "
                                    + Plain.text(problem.text("why")));
        }
        boolean fine = job.text("state").equals("done") && job.text("refused").equals("0");
        return fine ? Cli.FINE : Cli.NO;
    }
}
