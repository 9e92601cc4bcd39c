-- Connectors as they were last loaded well: what a start whose files are broken knows of them.
CREATE TABLE connector (
    id        TEXT    PRIMARY KEY,
    kind      TEXT    NOT NULL,                    -- outflow, trigger
    triggers  TEXT    NOT NULL,                    -- its "on", as a JSON array
    ordered   INTEGER NOT NULL,                    -- 1: events of one subject wait for each other
    file      TEXT,                                -- its name in the routes folder; null: not known
    loaded_at INTEGER NOT NULL
);

-- Lists of failed queries by each of their filters; only what fails pays for them.
DROP INDEX failed_query_open;
CREATE INDEX failed_query_connector ON failed_query (connector, id);
CREATE INDEX failed_query_state ON failed_query (state, id);
CREATE INDEX failed_query_connector_state ON failed_query (connector, state, id);
