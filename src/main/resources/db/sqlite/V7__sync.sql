-- Writes to accounts, each remembered before it went out: by them a webhook is known as our own change.
CREATE TABLE sync_write (
    id           INTEGER PRIMARY KEY,
    delivery     INTEGER NOT NULL,
    connector    TEXT    NOT NULL,
    system       TEXT,
    conflict     TEXT    NOT NULL,
    suppressed   INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,                 -- by the third party's people
    change_told  TEXT    NOT NULL,                 -- who says so
    action       TEXT    NOT NULL,
    uid          TEXT,                             -- null: the account was created
    keys         BLOB    NOT NULL,                 -- hashes, eight bytes each, as in the columns below
    before       BLOB    NOT NULL,
    written      BLOB    NOT NULL,
    expected     BLOB    NOT NULL,
    from_version INTEGER,
    last_change  INTEGER,                          -- of the account before, by people
    begun_at     INTEGER NOT NULL,
    answered     INTEGER NOT NULL DEFAULT 0,       -- 0: the answer may have been lost
    answer_uid   TEXT,
    answer       BLOB,
    to_version   INTEGER,
    answer_changed INTEGER
);
CREATE INDEX sync_write_delivery ON sync_write (delivery);
CREATE INDEX sync_write_begun ON sync_write (begun_at);
