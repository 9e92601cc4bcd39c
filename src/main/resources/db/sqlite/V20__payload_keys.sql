-- Keys of payloads, each wrapped by the master key, which is not in the database. Old ones stay: rows need them.
CREATE TABLE payload_key (
    id            INTEGER PRIMARY KEY,             -- random; stands in each payload that it encrypted
    master_key_id TEXT    NOT NULL,                 -- the first digits of its hash
    wrapped       BLOB    NOT NULL,                 -- AES-GCM: nonce, cipher text, tag; associated data is the id
    made_at       INTEGER NOT NULL
);

-- Erased for a data-protection request: what they said is gone, that they were is not.
ALTER TABLE event ADD COLUMN erased_at INTEGER;
ALTER TABLE delivery ADD COLUMN erased_at INTEGER;

-- Jobs that erase what events of one subject said.
CREATE TABLE erasure (
    id           INTEGER PRIMARY KEY,
    subject      TEXT,                             -- as payloads are stored; null when it has ended
    subject_hash TEXT    NOT NULL,                  -- SHA-256 of "id:subject"
    up_to        INTEGER NOT NULL,                  -- the newest id when it began
    state        TEXT    NOT NULL,                  -- running, done
    events       INTEGER NOT NULL,
    deliveries   INTEGER NOT NULL,
    records      INTEGER NOT NULL,                  -- rejected ones
    started_at   INTEGER NOT NULL,
    started_by   TEXT    NOT NULL,
    finished_at  INTEGER
);
