package io.tidegate.sandbox.identity;

/** What one endpoint does, within one transaction. */
interface Operation {
    /**
     * The answer, as JSON.
     *
     * @throws Refused if nothing is to be changed
     */
    Object run(Tables tables, Call call);
}
