-- Posts to inflow connectors that were refused, of which nothing else is kept.
CREATE TABLE inflow_refused (
    connector TEXT    NOT NULL,                    -- (unknown): an id that no connector has
    reason    TEXT    NOT NULL,
    posts     INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    PRIMARY KEY (connector, reason)
) WITHOUT ROWID;
