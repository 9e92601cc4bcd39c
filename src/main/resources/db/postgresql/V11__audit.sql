-- Who changed what. The id is the journal's: it grows with time.
CREATE TABLE audit (
    id           BIGINT PRIMARY KEY,
    at           BIGINT  NOT NULL,
    who          TEXT    NOT NULL,
    action       TEXT    NOT NULL,                 -- such as connector.activate
    target       TEXT,                             -- the id or name of what was changed
    before_json  TEXT,                             -- null: there was nothing, or it is not known
    after_json   TEXT,                             -- null: nothing is left, or it is not known
    from_address TEXT                              -- null: from the machine itself
);
