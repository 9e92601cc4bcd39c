-- What came by the bus and is no event: kept as it came, before its offset is committed.
CREATE TABLE rejected_record (
    id          BIGINT PRIMARY KEY,
    topic       TEXT   NOT NULL,                   -- or the queue's name
    partition   INTEGER,                           -- null: a message of a queue
    "offset"    BIGINT,
    message_id  TEXT,                              -- of a message of a queue
    sent_at     BIGINT NOT NULL,                   -- by the record itself, ms since 1970
    reason      TEXT   NOT NULL,
    record_key  BYTEA,
    headers     TEXT   NOT NULL,                   -- JSON
    bytes       BYTEA  NOT NULL,                   -- at most 8 MiB of them
    size        BIGINT NOT NULL,                   -- of all of them
    rejected_at BIGINT NOT NULL
);
-- One that comes again is not kept twice; offsets begin anew when a topic is made anew.
CREATE UNIQUE INDEX rejected_record_place ON rejected_record (topic, partition, "offset", sent_at);
CREATE UNIQUE INDEX rejected_record_message ON rejected_record (topic, message_id);
