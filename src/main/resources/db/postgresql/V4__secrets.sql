-- Secrets, encrypted with the master key, which is not in the database.
CREATE TABLE secret (
    name      TEXT    PRIMARY KEY,
    key_id    TEXT    NOT NULL,                    -- of the master key: the first digits of its hash
    encrypted BYTEA   NOT NULL,                    -- AES-GCM: nonce, cipher text, tag; associated data is the name
    set_at    BIGINT  NOT NULL,
    set_by    TEXT    NOT NULL
);
