-- Connectors that were switched off or on by hand; one without a row is active.
CREATE TABLE activation (
    connector  TEXT    PRIMARY KEY,
    active     INTEGER NOT NULL,                   -- 0: inactive
    discard_to BIGINT,                             -- its deliveries up to this id are to end as failed; null: none
    changed_at BIGINT  NOT NULL,
    changed_by TEXT    NOT NULL
);
ALTER TABLE connector ADD COLUMN held_when_inactive INTEGER NOT NULL DEFAULT 0;
