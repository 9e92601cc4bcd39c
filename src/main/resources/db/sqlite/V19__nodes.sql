-- One process has this journal to itself: nothing is handed over.
ALTER TABLE delivery ADD COLUMN handed_over INTEGER NOT NULL DEFAULT 0;
