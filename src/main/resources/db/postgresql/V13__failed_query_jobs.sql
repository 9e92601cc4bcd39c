-- Failed queries that are replayed or discarded in bulk, by a filter.
CREATE TABLE failed_query_job (
    id          BIGINT PRIMARY KEY,
    wish        TEXT    NOT NULL,                  -- replay, replay-from-event, discard
    filter      TEXT    NOT NULL,                  -- its words, as JSON
    up_to       BIGINT  NOT NULL,                  -- the newest failed query when it began
    state       TEXT    NOT NULL,                  -- running, done, cancelled, failed
    cursor      BIGINT  NOT NULL,                  -- the failed query that it saw to last
    total       BIGINT  NOT NULL,                  -- that were open when it began
    done        BIGINT  NOT NULL,
    refused     BIGINT  NOT NULL,
    problems    TEXT    NOT NULL,                  -- of the first that were refused, as JSON
    started_at  BIGINT  NOT NULL,
    started_by  TEXT    NOT NULL,
    finished_at BIGINT,
    reason      TEXT
);
