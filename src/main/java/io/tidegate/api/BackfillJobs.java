package io.tidegate.api;

import io.tidegate.backfill.Backfills;
import io.tidegate.backfill.Rehearsing;

/** The backfills of a running server, and how one is tried first. */
public record BackfillJobs(Backfills backfills, Rehearsing rehearsing) {}
