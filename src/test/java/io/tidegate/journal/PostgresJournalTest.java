package io.tidegate.journal;

class PostgresJournalTest extends OutcomeContract {
    @Override
    JournalSettings fresh() {
        return new JournalSettings(
                RealPostgres.freshDatabase(), null, null, JournalSettings.DEFAULT_MAX_WAITING);
    }
}
