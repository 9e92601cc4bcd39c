-- PostgreSQL divides its tables by days from this version on; nothing changes here.
SELECT 1;
