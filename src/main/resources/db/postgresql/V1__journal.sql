-- Times are milliseconds since 1970 UTC, but in failed_query, which people read. Ids grow with time.

CREATE TABLE event (
    seq          BIGINT PRIMARY KEY,
    id           TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    subject      TEXT,
    time         TEXT,
    content_type TEXT,
    extensions   TEXT,
    data         BYTEA,
    partition    INTEGER NOT NULL,
    origin       TEXT,
    accepted_at  BIGINT NOT NULL
);

-- The same source and id again is a duplicate.
CREATE TABLE event_key (
    id     TEXT    NOT NULL,
    source TEXT    NOT NULL,
    seq    BIGINT NOT NULL
);
-- Not on the texts themselves: together they may be longer than an index row (2,704 bytes). Neither holds a line feed.
CREATE UNIQUE INDEX event_key_unique ON event_key ((md5(id || chr(10) || source)::uuid));
CREATE INDEX event_key_id ON event_key USING hash (id);

CREATE TABLE delivery (
    id               BIGINT PRIMARY KEY,
    connector        TEXT    NOT NULL,
    event            BIGINT NOT NULL,
    subject_hash     BIGINT NOT NULL,            -- 0: no order, or replayed: it goes at once
    status           TEXT    NOT NULL,            -- pending, waiting, delivered, skipped, failed
    blocked          INTEGER NOT NULL,            -- 1: waits for an earlier delivery of its subject
    due_at           BIGINT NOT NULL,
    attempts         INTEGER NOT NULL DEFAULT 0,
    prior_attempts   INTEGER NOT NULL DEFAULT 0,  -- those before the last replay
    first_attempt_at BIGINT,
    reason           TEXT,
    stage            TEXT,
    after            TEXT    NOT NULL DEFAULT 'none',
    result           TEXT,
    idempotency_key  TEXT,                        -- null: the id
    owner            TEXT,
    created_at       BIGINT NOT NULL,
    finished_at      BIGINT
);
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_due ON delivery (connector, due_at, id) WHERE status IN ('pending', 'waiting') AND blocked = 0;
CREATE INDEX delivery_blocked ON delivery (connector, subject_hash, id) WHERE blocked = 1;
CREATE INDEX delivery_after ON delivery (connector, id) WHERE after = 'due';
CREATE INDEX delivery_failed ON delivery (id) WHERE status = 'failed';

CREATE TABLE attempt (
    delivery    BIGINT NOT NULL,
    number      INTEGER NOT NULL,
    started_at  BIGINT NOT NULL,
    duration_ms INTEGER NOT NULL,
    status      INTEGER,
    response    BYTEA,                             -- the first 8 KiB
    error       TEXT,
    PRIMARY KEY (delivery, number)
);

-- The request that is repeated; secrets are references.
CREATE TABLE request (
    delivery BIGINT PRIMARY KEY,
    method   TEXT NOT NULL,
    url      TEXT NOT NULL,
    headers  TEXT NOT NULL,
    body     BYTEA
);

-- The 2xx answer that after hooks read, from its record until the delivery is deleted.
CREATE TABLE response (
    delivery BIGINT PRIMARY KEY,
    status   INTEGER NOT NULL,
    headers  TEXT    NOT NULL,
    body     BYTEA
);

CREATE TABLE failed_query (
    id               BIGINT PRIMARY KEY,
    delivery_id      BIGINT NOT NULL,
    connector        TEXT    NOT NULL,
    event_id         TEXT    NOT NULL,
    event_type       TEXT    NOT NULL,
    subject          TEXT,
    stage            TEXT    NOT NULL,
    method           TEXT,
    url              TEXT,
    request_headers  TEXT,
    request_body     BYTEA,
    response_status  INTEGER,
    response_body    BYTEA,
    error            TEXT,
    attempts         INTEGER NOT NULL,
    first_attempt_at TIMESTAMPTZ,
    failed_at        TIMESTAMPTZ NOT NULL,
    state            TEXT    NOT NULL,            -- open, replayed, discarded
    resolved_at      TIMESTAMPTZ,
    resolved_by      TEXT
);
CREATE INDEX failed_query_delivery ON failed_query (delivery_id);
CREATE INDEX failed_query_open ON failed_query (connector, id) WHERE state = 'open';

-- Written and emptied again to see whether a database that failed takes writes.
CREATE TABLE probe (
    filler BYTEA NOT NULL
);

-- Failed queries that the sink (TIDEGATE_FAILED_QUERY_SINK) has not got yet.
CREATE TABLE failed_query_sink (
    id BIGINT PRIMARY KEY
);
