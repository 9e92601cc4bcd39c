-- Several nodes share this journal. One that has not been seen for a while loses its row, and with it its partitions.
CREATE TABLE node (
    epoch     BIGINT PRIMARY KEY,                  -- a membership; one that comes back has a new one
    name      TEXT        NOT NULL,                -- for people
    joined_at BIGINT      NOT NULL,
    beats     BIGINT      NOT NULL DEFAULT 0       -- grows while the node lives
);
CREATE SEQUENCE node_epoch;

-- Whose deliveries of these subjects are; null: nobody's for the moment.
CREATE TABLE partition_lease (
    partition INTEGER PRIMARY KEY,
    epoch     BIGINT REFERENCES node (epoch) ON DELETE SET NULL
);
INSERT INTO partition_lease (partition) SELECT generate_series(0, 255);
CREATE INDEX partition_lease_epoch ON partition_lease (epoch);

-- 1: stored by a node that has not its partition; the one that has takes it in, in order.
ALTER TABLE delivery ADD COLUMN handed_over INTEGER NOT NULL DEFAULT 0;
CREATE INDEX delivery_handed_over ON delivery (id) WHERE handed_over = 1;

-- Grows with each change of what nodes keep in memory: connectors, activation, secrets, hooks.
CREATE TABLE shared_version (
    topic   TEXT   PRIMARY KEY,
    version BIGINT NOT NULL
);

-- Nodes count in rows of their own, or they would wait for each other's commits; who reads adds them up.
ALTER TABLE delivery_count ADD COLUMN shard INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery_count DROP CONSTRAINT delivery_count_pkey;
ALTER TABLE delivery_count ADD PRIMARY KEY (minutes, begin_at, connector, outcome, step, shard);
