package io.tidegate.backfill;

import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;

/** What jobs work with. */
record Desk(
        SqlJournal journal,
        SqlBackfills store,
        SqlUnfinished unfinished,
        LiveSubjects live,
        Backfills.Around around,
        AccountEvents events) {

    static Desk of(
            SqlDatabase database, SqlJournal journal, LiveSubjects live, Backfills.Around around) {
        return new Desk(
                journal,
                new SqlBackfills(database, journal),
                new SqlUnfinished(database),
                live,
                around,
                new AccountEvents(around.redact(), around.clock()));
    }

    Connectors connectors() {
        return around.connectors();
    }

    Clock clock() {
        return around.clock();
    }

    AccountDirectory directory() {
        return new AccountDirectory(around.identity());
    }
}
