package io.tidegate.journal;

/**
 * The connectors of the deliveries that an index holds, as SQL: one look-up for each connector,
 * however many deliveries it has. {@code SELECT DISTINCT} reads all of them, on both databases.
 */
public final class SqlConnectors {
    /** Deliveries that wait for nobody, as the index {@code delivery_due} holds them. */
    public static final String UNBLOCKED = "status IN ('pending', 'waiting') AND blocked = 0";

    /** Those that wait for a predecessor, as {@code delivery_blocked} holds them. */
    public static final String BLOCKED = "blocked = 1";

    /** Those whose after hooks are due, as {@code delivery_after} holds them. */
    static final String HOOKS_DUE = "after = 'due'";

    private SqlConnectors() {}

    /**
     * A query's beginning, which names them {@code found (connector)}; the last one is null.
     *
     * @param deliveries a condition that an index by connector has
     */
    public static String with(String deliveries) {
        String first = "SELECT min(connector) FROM delivery WHERE " + deliveries;
        return "WITH RECURSIVE found (connector) AS ("
                + first
                + " UNION ALL SELECT ("
                + first
                + " AND connector > found.connector) FROM found WHERE found.connector IS NOT NULL) ";
    }
}
