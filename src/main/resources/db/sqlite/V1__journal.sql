-- Times are milliseconds since 1970 UTC, but in failed_query, which people read. Ids grow with time.

CREATE TABLE event (
    seq          INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    subject      TEXT,
    time         TEXT,
    content_type TEXT,
    extensions   TEXT,
    data         BLOB,
    partition    INTEGER NOT NULL,
    origin       TEXT,
    accepted_at  INTEGER NOT NULL
);

-- The same source and id again is a duplicate. Also the index by which an event is found by its id.
CREATE TABLE event_key (
    id     TEXT    NOT NULL,
    source TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (id, source)
) WITHOUT ROWID;

CREATE TABLE delivery (
    id               INTEGER PRIMARY KEY,
    connector        TEXT    NOT NULL,
    event            INTEGER NOT NULL,
    subject_hash     INTEGER NOT NULL,            -- 0: no order, or replayed: it goes at once
    status           TEXT    NOT NULL,            -- pending, waiting, delivered, skipped, failed
    blocked          INTEGER NOT NULL,            -- 1: waits for an earlier delivery of its subject
    due_at           INTEGER NOT NULL,
    attempts         INTEGER NOT NULL DEFAULT 0,
    prior_attempts   INTEGER NOT NULL DEFAULT 0,  -- those before the last replay
    first_attempt_at INTEGER,
    reason           TEXT,
    stage            TEXT,
    after            TEXT    NOT NULL DEFAULT 'none',
    result           TEXT,
    idempotency_key  TEXT,                        -- null: the id
    owner            TEXT,
    created_at       INTEGER NOT NULL,
    finished_at      INTEGER
);
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_due ON delivery (connector, due_at, id) WHERE status IN ('pending', 'waiting') AND blocked = 0;
CREATE INDEX delivery_blocked ON delivery (connector, subject_hash, id) WHERE blocked = 1;
CREATE INDEX delivery_after ON delivery (connector, id) WHERE after = 'due';
CREATE INDEX delivery_failed ON delivery (id) WHERE status = 'failed';

CREATE TABLE attempt (
    delivery    INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    status      INTEGER,
    response    BLOB,                             -- the first 8 KiB
    error       TEXT,
    PRIMARY KEY (delivery, number)
) WITHOUT ROWID;

-- The request that is repeated; secrets are references.
CREATE TABLE request (
    delivery INTEGER PRIMARY KEY,
    method   TEXT NOT NULL,
    url      TEXT NOT NULL,
    headers  TEXT NOT NULL,
    body     BLOB
);

-- The 2xx answer that after hooks read, from its record until the delivery is deleted.
CREATE TABLE response (
    delivery INTEGER PRIMARY KEY,
    status   INTEGER NOT NULL,
    headers  TEXT    NOT NULL,
    body     BLOB
);

CREATE TABLE failed_query (
    id               INTEGER PRIMARY KEY,
    delivery_id      INTEGER NOT NULL,
    connector        TEXT    NOT NULL,
    event_id         TEXT    NOT NULL,
    event_type       TEXT    NOT NULL,
    subject          TEXT,
    stage            TEXT    NOT NULL,
    method           TEXT,
    url              TEXT,
    request_headers  TEXT,
    request_body     BLOB,
    response_status  INTEGER,
    response_body    BLOB,
    error            TEXT,
    attempts         INTEGER NOT NULL,
    first_attempt_at TEXT,
    failed_at        TEXT    NOT NULL,
    state            TEXT    NOT NULL,            -- open, replayed, discarded
    resolved_at      TEXT,
    resolved_by      TEXT
);
CREATE INDEX failed_query_delivery ON failed_query (delivery_id);
CREATE INDEX failed_query_open ON failed_query (connector, id) WHERE state = 'open';

-- Written and emptied again to see whether a database that failed takes writes.
CREATE TABLE probe (
    filler BLOB NOT NULL
);

-- Failed queries that the sink (TIDEGATE_FAILED_QUERY_SINK) has not got yet.
CREATE TABLE failed_query_sink (
    id INTEGER PRIMARY KEY
);
