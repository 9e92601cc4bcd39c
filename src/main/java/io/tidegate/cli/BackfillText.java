package io.tidegate.cli;

import java.io.PrintStream;

/** Backfills for people. */
final class BackfillText {
    private final PrintStream out;

    BackfillText(PrintStream out) {
        this.out = out;
    }

    void list(Node page) {
        Table table =
                new Table("BACKFILL", "CONNECTOR", "STATE", "DONE", "OF", "RATE", "BEGUN", "BY");
        for (Node job : page.list("items")) {
            table.row(
                    job.text("id"),
                    job.text("connector"),
                    job.text("state"),
                    job.text("done"),
                    job.text("total").equals("0") ? "" : job.text("total"),
                    job.text("rate"),
                    job.text("startedAt"),
                    job.text("startedBy"));
        }
        table.print(out);
        for (Node job : page.list("items")) {
            if (job.at("reason").isThere()) {
                out.println(job.text("id") + ": " + Plain.lines(Plain.text(job.text("reason"))));
            }
        }
    }

    void begun(Node answer, boolean dryRun) {
        if (dryRun) {
            preview(answer);
        } else {
            out.println(
                    "backfill "
                            + answer.text("id")
                            + " of "
                            + Plain.text(answer.text("connector"))
                            + " has begun, at "
                            + answer.text("rate")
                            + "; tidegate backfill shows how far it is");
        }
    }

    void cancelled(Node job) {
        out.println(
                "backfill "
                        + job.text("id")
                        + " of "
                        + Plain.text(job.text("connector"))
                        + " is cancelled after "
                        + job.text("done")
                        + " accounts; what was accepted is sent");
    }

    private void preview(Node preview) {
        out.println(
                "Of "
                        + preview.text("total")
                        + " accounts, the first "
                        + preview.text("looked")
                        + " were tried with "
                        + Plain.text(preview.text("connector"))
                        + "; nothing was stored or sent.");
        out.println("sent     " + preview.text("sent"));
        for (Node rule : preview.list("skipped")) {
            out.println("skipped  " + rule.text("count") + "  " + Plain.text(rule.text("rule")));
        }
        for (Node why : preview.list("failed")) {
            out.println(
                    "failed   "
                            + why.text("count")
                            + "  "
                            + Plain.text(why.text("reason"))
                            + "  (such as "
                            + Plain.text(why.text("example"))
                            + ")");
        }
        if (!preview.text("withoutUid").equals("0")) {
            out.println("left out " + preview.text("withoutUid") + "  without a Uid");
        }
    }
}
