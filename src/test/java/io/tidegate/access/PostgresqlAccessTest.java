package io.tidegate.access;

import io.tidegate.journal.RealPostgres;

class PostgresqlAccessTest extends AccessContract {
    @Override
    String url() {
        return RealPostgres.freshDatabase();
    }
}
