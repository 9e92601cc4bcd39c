-- Where an event stands in a distributed trace: a W3C traceparent and, behind a space, its tracestate. Deliveries go on from it.
ALTER TABLE event ADD COLUMN trace TEXT;
