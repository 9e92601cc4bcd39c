-- Failed queries that are replayed or discarded in bulk, by a filter.
CREATE TABLE failed_query_job (
    id          INTEGER PRIMARY KEY,
    wish        TEXT    NOT NULL,                  -- replay, replay-from-event, discard
    filter      TEXT    NOT NULL,                  -- its words, as JSON
    up_to       INTEGER NOT NULL,                  -- the newest failed query when it began
    state       TEXT    NOT NULL,                  -- running, done, cancelled, failed
    cursor      INTEGER NOT NULL,                  -- the failed query that it saw to last
    total       INTEGER NOT NULL,                  -- that were open when it began
    done        INTEGER NOT NULL,
    refused     INTEGER NOT NULL,
    problems    TEXT    NOT NULL,                  -- of the first that were refused, as JSON
    started_at  INTEGER NOT NULL,
    started_by  TEXT    NOT NULL,
    finished_at INTEGER,
    reason      TEXT
);
