-- Keys of events, written in sorted runs: one by one, each random id would rewrite a page of its own.
-- Those of the newest events, with a seq beyond event_key_state, are known by the events themselves.
ALTER TABLE event_key RENAME TO event_key_sorted;
CREATE TABLE event_key_state (
    sorted_to INTEGER NOT NULL                     -- one row: all keys up to this seq are sorted
);
INSERT INTO event_key_state (sorted_to) SELECT COALESCE(max(seq), 0) FROM event;

CREATE VIEW event_key AS
    SELECT id, source, seq FROM event_key_sorted WHERE seq <= (SELECT sorted_to FROM event_key_state)
    UNION ALL
    SELECT id, source, seq FROM event WHERE seq > (SELECT sorted_to FROM event_key_state);
