package io.tidegate.bus;

import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.RealPostgres;

class PostgresRejectedRecordsTest extends RejectedRecordsContract {
    @Override
    JournalSettings settings() {
        return new JournalSettings(RealPostgres.freshDatabase(), null, null, 100);
    }
}
