package io.tidegate.journal;

class PostgresCountTest extends CountContract {
    @Override
    JournalSettings fresh() {
        return new JournalSettings(
                RealPostgres.freshDatabase(), null, null, JournalSettings.DEFAULT_MAX_WAITING);
    }
}
