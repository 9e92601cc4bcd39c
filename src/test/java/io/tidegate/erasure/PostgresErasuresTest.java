package io.tidegate.erasure;

import io.tidegate.journal.RealPostgres;

class PostgresErasuresTest extends ErasuresContract {
    @Override
    String url() {
        return RealPostgres.freshDatabase();
    }
}
