package io.tidegate.connector;

/** Who can take a route out of the running context while deliveries are in it. */
public interface RouteHost {

    /**
     * Takes the route out, so that another of its id can be added: it begins nothing more, and what
     * is in it goes on to its end.
     *
     * @throws Exception as Camel fails; then it is still there
     */
    Taken take(String routeId) throws Exception;

    /** A route that was taken out; one of the two has to be called, once. */
    interface Taken {
        /**
         * Puts it back as it was; no other route of its id may be there.
         *
         * @throws Exception as Camel fails
         */
        void putBack() throws Exception;

        /** Ends it when nothing is in it any more. */
        void end();
    }
}
