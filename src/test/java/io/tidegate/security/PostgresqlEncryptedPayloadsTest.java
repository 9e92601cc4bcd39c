package io.tidegate.security;

import io.tidegate.journal.RealPostgres;

class PostgresqlEncryptedPayloadsTest extends EncryptedPayloadsContract {
    @Override
    String url() {
        return RealPostgres.freshDatabase();
    }
}
