-- SQLite sorts the keys of events from this version on; nothing changes here.
SELECT 1;
