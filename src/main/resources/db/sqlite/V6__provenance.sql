-- What made an event: the delivery whose action or request the change came from.
ALTER TABLE event ADD COLUMN cause INTEGER;
CREATE INDEX event_cause ON event (cause) WHERE cause IS NOT NULL;

-- What an attempt has to say beyond its answer: what was cleaned, which calls it made, what lost a conflict.
CREATE TABLE delivery_note (
    delivery INTEGER NOT NULL,
    number   INTEGER NOT NULL,                     -- the attempt's; 0: made before the first
    kind     TEXT    NOT NULL,
    note     TEXT    NOT NULL,                     -- JSON
    PRIMARY KEY (delivery, number, kind)
) WITHOUT ROWID;
