-- Jobs that feed all accounts of the identity provider through one connector.
CREATE TABLE backfill (
    id         INTEGER PRIMARY KEY,
    connector  TEXT    NOT NULL,
    from_date  TEXT,                               -- yyyy-mm-dd; null: all accounts
    rate       TEXT    NOT NULL,                   -- such as 50/s
    state      TEXT    NOT NULL,                   -- running, done, cancelled, failed
    cursor     TEXT,                               -- the page to be read next; null: the first
    done       INTEGER NOT NULL,                   -- accounts up to that page
    left_out   INTEGER NOT NULL,                   -- of those, without an event
    total      INTEGER NOT NULL,                   -- as the provider counts them; 0: not known
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    started_by TEXT    NOT NULL,
    reason     TEXT                                -- why it waits, or ended
);
CREATE UNIQUE INDEX backfill_running ON backfill (connector) WHERE state = 'running';
