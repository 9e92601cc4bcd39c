package io.tidegate.authoring;

import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlVersionsTest extends VersionsContract {
    static StoredDeliveries stored;

    @BeforeAll
    static void open() {
        stored = new StoredDeliveries(RealPostgres.freshDatabase());
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    @Override
    StoredDeliveries stored() {
        return stored;
    }
}
