-- One process has this journal to itself: nothing is handed over.
ALTER TABLE delivery ADD COLUMN handed_over INTEGER NOT NULL DEFAULT 0;

-- As on PostgreSQL, where nodes count in rows of their own: who reads adds them up.
CREATE TABLE delivery_count_sharded (
    minutes   INTEGER NOT NULL,                    -- how many the row stands for: 1 or 60
    begin_at  INTEGER NOT NULL,                    -- its first millisecond
    connector TEXT    NOT NULL,                    -- empty: of events, not of deliveries
    outcome   TEXT    NOT NULL,                    -- accepted (events); delivered, skipped, failed, retried, hooks-failed
    step      TEXT    NOT NULL,                    -- where it came to that: rule-1, mapping, …; empty: at the end
    happened  INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    shard     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (minutes, begin_at, connector, outcome, step, shard)
) WITHOUT ROWID;
INSERT INTO delivery_count_sharded SELECT minutes, begin_at, connector, outcome, step, happened, last_at, 0 FROM delivery_count;
DROP TABLE delivery_count;
ALTER TABLE delivery_count_sharded RENAME TO delivery_count;
