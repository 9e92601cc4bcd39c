package io.tidegate.access;

import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.security.Seal;
import java.time.Clock;
import java.time.Duration;

/** All who may: people, their sessions and ways in, and the tokens of programs. */
public record Access(
        People people,
        Doors doors,
        ProviderDoor providerDoor,
        Sessions sessions,
        ApiTokens tokens) {

    /**
     * @param seal for cookies
     * @param idle after which without a request a session ends
     */
    public static Access of(
            SqlDatabase database, SqlJournal journal, Seal seal, Clock clock, Duration idle) {
        SqlTables tables = new SqlTables(database, journal);
        Sessions sessions = new Sessions(tables, seal, clock, idle);
        return new Access(
                new People(tables, clock),
                new Doors(tables, sessions, new Passwords(), clock),
                new ProviderDoor(tables, sessions, clock),
                sessions,
                new ApiTokens(tables, clock));
    }
}
