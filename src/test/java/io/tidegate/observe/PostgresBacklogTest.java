package io.tidegate.observe;

import io.tidegate.journal.RealPostgres;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresBacklogTest extends BacklogContract {
    @Override
    DataSource fresh() {
        PGSimpleDataSource journal = new PGSimpleDataSource();
        journal.setUrl(RealPostgres.freshDatabase());
        return journal;
    }

    @Override
    String migrations() {
        return "postgresql";
    }
}
