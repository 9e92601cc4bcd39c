package io.tidegate.authoring;

import io.tidegate.failedquery.StoredDeliveries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlVersionsTest extends VersionsContract {
    static EmbeddedPostgres postgres;
    static StoredDeliveries stored;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        stored = new StoredDeliveries(postgres.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void close() throws IOException {
        stored.close();
        postgres.close();
    }

    @Override
    StoredDeliveries stored() {
        return stored;
    }
}
