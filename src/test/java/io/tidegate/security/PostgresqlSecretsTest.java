package io.tidegate.security;

import io.tidegate.journal.RealPostgres;

class PostgresqlSecretsTest extends SecretsContract {
    @Override
    String url() {
        return RealPostgres.freshDatabase();
    }
}
