package io.tidegate.inflow;

import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.RealPostgres;

class PostgresRefusalsTest extends RefusalsContract {
    @Override
    JournalSettings settings() {
        return new JournalSettings(RealPostgres.freshDatabase(), null, null, 100);
    }
}
