package io.tidegate.failedquery;

import io.tidegate.journal.RealPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresqlFailedQueriesTest extends FailedQueriesContract {
    @BeforeEach
    void open() {
        use(new StoredDeliveries(RealPostgres.freshDatabase()));
    }

    @AfterEach
    void close() {
        stored.close();
    }
}
