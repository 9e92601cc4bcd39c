-- Tables that grow with each event are divided by the days of their ids (ids grow with time): what is over goes by
-- the day, as a table that is dropped. Ids of days that have no table of their own lie in …_rest: what is kept for
-- longer than its day, and whatever comes should a day's table be missing. What was stored before lies in …_first.
DO $$
DECLARE
    divided RECORD;
    old RECORD;
    day CONSTANT BIGINT := 86400000::BIGINT << 21;      -- a day's ids; their first is of 2024-01-01
    last_id BIGINT;
    first_to BIGINT;
BEGIN
    SELECT GREATEST((SELECT max(seq) FROM event), (SELECT max(id) FROM delivery), 0) INTO last_id;
    first_to := GREATEST(
        (floor(extract(epoch FROM clock_timestamp()))::BIGINT * 1000 - 1704067200000) << 21,
        CASE WHEN last_id = 0 THEN 0 ELSE last_id + day END) / day * day;
    FOR divided IN SELECT * FROM (VALUES
            ('event', 'seq', 'seq'),
            ('delivery', 'id', 'id'),
            ('attempt', 'delivery', 'delivery, number'),
            ('request', 'delivery', 'delivery'),
            ('response', 'delivery', 'delivery'),
            ('delivery_note', 'delivery', 'delivery, number, kind')) AS d (name, id, key) LOOP
        FOR old IN SELECT indexname AS name FROM pg_indexes
                WHERE schemaname = current_schema() AND tablename = divided.name LOOP
            EXECUTE format('ALTER INDEX %I RENAME TO %I', old.name, old.name || '_first');
        END LOOP;
        EXECUTE format('ALTER TABLE %I RENAME TO %I', divided.name, divided.name || '_first');
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY RANGE (%I)',
            divided.name, divided.name || '_first', divided.id);
        EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (%s)', divided.name, divided.key);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)',
            divided.name, divided.name || '_first', first_to);
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', divided.name || '_rest', divided.name);
    END LOOP;
END $$;

-- Those of …_first become parts of these.
CREATE INDEX event_cause ON event (cause) WHERE cause IS NOT NULL;
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_due ON delivery (connector, due_at, id) WHERE status IN ('pending', 'waiting') AND blocked = 0;
CREATE INDEX delivery_blocked ON delivery (connector, subject_hash, id) WHERE blocked = 1;
CREATE INDEX delivery_after ON delivery (connector, id) WHERE after = 'due';
CREATE INDEX delivery_failed ON delivery (id) WHERE status = 'failed';
CREATE INDEX delivery_handed_over ON delivery (id) WHERE handed_over = 1;

-- Each commit changes a few rows of it, in place where there is room.
ALTER TABLE delivery_count SET (fillfactor = 50);
