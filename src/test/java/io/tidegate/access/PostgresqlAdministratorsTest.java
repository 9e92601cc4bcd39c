package io.tidegate.access;

import io.tidegate.journal.RealPostgres;

class PostgresqlAdministratorsTest extends AdministratorsContract {
    @Override
    String url() {
        return RealPostgres.freshDatabase();
    }
}
