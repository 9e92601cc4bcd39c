package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlLockRoomTest {
    @Test
    void aMonthAtOneNodeFitsWhatPostgresHasByDefault() {
        assertThat(new SqlLockRoom(20 * 38, 1, 64, 100).advice()).isNull();
    }

    @Test
    void aYearAtThreeNodesDoesNotAndIsToldWhatWould() {
        SqlLockRoom year = new SqlLockRoom(20 * 365, 3, 64, 100);
        String advice = year.advice();
        assertThat(advice).contains("now 64, to ", "7,300 tables and indexes", "12,800");
        long wanted = Long.parseLong(advice.replaceAll("(?s).*now 64, to (\\d+) .*", "$1"));
        assertThat(new SqlLockRoom(20 * 365, 3, wanted, 100).advice()).isNull();
        assertThat(new SqlLockRoom(20 * 365, 3, wanted - 1, 100).advice()).isNotNull();
    }
}
