-- Jobs that feed all accounts of the identity provider through one connector.
CREATE TABLE backfill (
    id         BIGINT PRIMARY KEY,
    connector  TEXT    NOT NULL,
    from_date  TEXT,                               -- yyyy-mm-dd; null: all accounts
    rate       TEXT    NOT NULL,                   -- such as 50/s
    state      TEXT    NOT NULL,                   -- running, done, cancelled, failed
    cursor     TEXT,                               -- the page to be read next; null: the first
    done       BIGINT NOT NULL,                   -- accounts up to that page
    left_out   BIGINT NOT NULL,                   -- of those, without an event
    total      BIGINT NOT NULL,                   -- as the provider counts them; 0: not known
    started_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    started_by TEXT    NOT NULL,
    reason     TEXT                                -- why it waits, or ended
);
CREATE UNIQUE INDEX backfill_running ON backfill (connector) WHERE state = 'running';
