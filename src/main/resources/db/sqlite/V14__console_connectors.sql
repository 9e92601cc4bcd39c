-- Connectors that were set up in the console; those of files are not here.
CREATE TABLE console_connector (
    id         TEXT    PRIMARY KEY,
    version    INTEGER NOT NULL,                   -- its last one; never goes back, not even by a deletion
    deleted_at INTEGER,                            -- null: it is there
    deleted_by TEXT
);
CREATE TABLE connector_version (
    connector  TEXT    NOT NULL,
    version    INTEGER NOT NULL,                   -- from 1, without gaps
    yaml       TEXT    NOT NULL,
    saved_at   INTEGER NOT NULL,
    saved_by   TEXT    NOT NULL,
    note       TEXT,                               -- what its author says of it
    PRIMARY KEY (connector, version)
);
