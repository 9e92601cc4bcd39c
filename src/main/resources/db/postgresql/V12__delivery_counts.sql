-- What happened in each minute and each hour, counted by the transactions in which it happened: overviews read
-- these few rows. Minutes are kept for hours, hours for two days, and each connector's last hour for good.
CREATE TABLE delivery_count (
    minutes   INTEGER NOT NULL,                    -- how many the row stands for: 1 or 60
    begin_at  BIGINT  NOT NULL,                    -- its first millisecond
    connector TEXT    NOT NULL,                    -- empty: of events, not of deliveries
    outcome   TEXT    NOT NULL,                    -- accepted (events); delivered, skipped, failed, retried, hooks-failed
    step      TEXT    NOT NULL,                    -- where it came to that: rule-1, mapping, …; empty: at the end
    happened  BIGINT  NOT NULL,
    last_at   BIGINT  NOT NULL,
    PRIMARY KEY (minutes, begin_at, connector, outcome, step)
);

-- How many failed queries are open, by connector: only open ones pay for it.
CREATE INDEX failed_query_open ON failed_query (connector) WHERE state = 'open';
