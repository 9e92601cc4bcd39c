-- Who may sign in to the console, how, and the tokens of programs. No token and no password is kept as it is.
CREATE TABLE person (
    name            TEXT    PRIMARY KEY,           -- as it is shown and written down
    name_key        TEXT    NOT NULL UNIQUE,       -- the same for names that would be mistaken for each other
    role            TEXT    NOT NULL,              -- viewer, operator, author, admin
    password        TEXT,                          -- Argon2id with its parameters and salt; null: none yet
    oidc_subject    TEXT    UNIQUE,                -- issuer and subject; null: signs in by password
    active          INTEGER NOT NULL,              -- 0: may not sign in
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    last_sign_in_at INTEGER
);
-- Links that let somebody choose a password, once.
CREATE TABLE invitation (
    token_hash TEXT   PRIMARY KEY,                 -- SHA-256
    person     TEXT,                               -- null: whoever has it becomes the first administrator
    made_at    INTEGER NOT NULL,
    expires_at INTEGER                             -- null: until it is used
);
CREATE TABLE console_session (
    id_hash      TEXT    PRIMARY KEY,              -- SHA-256 of what its cookie holds
    person       TEXT    NOT NULL,
    signed_in_by TEXT    NOT NULL,                 -- password or oidc
    generation   INTEGER NOT NULL,                 -- of its cookie
    renewed_at   INTEGER NOT NULL,                 -- when that generation began
    started_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    address      TEXT    NOT NULL,
    agent        TEXT    NOT NULL
);
CREATE INDEX console_session_person ON console_session (person);
CREATE TABLE api_token (
    id           INTEGER PRIMARY KEY,
    name         TEXT   NOT NULL UNIQUE,
    token_hash   TEXT   NOT NULL UNIQUE,           -- SHA-256
    role         TEXT   NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT   NOT NULL,
    expires_at   INTEGER,                           -- null: never
    last_used_at INTEGER                           -- to the minute
);
