package io.tidegate.bus;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** One way in. */
interface BusRoute {

    void addTo(DefaultCamelContext context) throws Exception;

    /** Takes nothing more, from now on. */
    void stop();

    /** What does not do well, one line each. */
    List<String> problems(CamelContext context);

    /** Records that are known to lie behind what was read. */
    default long lag() {
        return 0;
    }
}
