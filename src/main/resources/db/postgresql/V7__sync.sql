-- Writes to accounts, each remembered before it went out: by them a webhook is known as our own change.
CREATE TABLE sync_write (
    id           BIGINT  PRIMARY KEY,
    delivery     BIGINT NOT NULL,
    connector    TEXT    NOT NULL,
    system       TEXT,
    conflict     TEXT    NOT NULL,
    suppressed   INTEGER NOT NULL,
    changed_at   BIGINT NOT NULL,                 -- by the third party's people
    change_told  TEXT    NOT NULL,                 -- who says so
    action       TEXT    NOT NULL,
    uid          TEXT,                             -- null: the account was created
    keys         BYTEA   NOT NULL,                 -- hashes, eight bytes each, as in the columns below
    before       BYTEA   NOT NULL,
    written      BYTEA   NOT NULL,
    expected     BYTEA   NOT NULL,
    from_version BIGINT,
    last_change  BIGINT,                          -- of the account before, by people
    begun_at     BIGINT NOT NULL,
    answered     INTEGER NOT NULL DEFAULT 0,       -- 0: the answer may have been lost
    answer_uid   TEXT,
    answer       BYTEA,
    to_version   BIGINT,
    answer_changed BIGINT
);
CREATE INDEX sync_write_delivery ON sync_write (delivery);
CREATE INDEX sync_write_begun ON sync_write (begun_at);
