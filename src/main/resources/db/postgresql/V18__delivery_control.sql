-- Since when connectors that are to be switched off for it had nothing but failures.
CREATE TABLE failing_connector (
    connector TEXT    PRIMARY KEY,
    since     BIGINT NOT NULL
);

-- What operators are to be told and were not yet: a row for each way.
CREATE TABLE notice (
    id   BIGINT NOT NULL,
    way  TEXT    NOT NULL,                         -- webhook or mail
    at   BIGINT NOT NULL,
    type TEXT    NOT NULL,                         -- such as tidegate.connector.deactivated
    data TEXT    NOT NULL,                         -- JSON
    PRIMARY KEY (way, id)
);
