package io.tidegate.failedquery;

import io.tidegate.journal.RealPostgres;
import org.junit.jupiter.api.BeforeEach;

class PostgresqlJobsTest extends JobsContract {
    @BeforeEach
    void open() {
        use(new StoredDeliveries(RealPostgres.freshDatabase()));
    }
}
