package io.tidegate.journal;

class PostgresRetentionTest extends RetentionContract {
    @Override
    JournalSettings fresh() {
        return new JournalSettings(
                RealPostgres.freshDatabase(), null, null, JournalSettings.DEFAULT_MAX_WAITING);
    }
}
