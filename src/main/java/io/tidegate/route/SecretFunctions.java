package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.engine.DefaultSimpleFunctionRegistry;
import org.apache.camel.spi.SimpleFunctionRegistry;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${secret:name}} in Camel's simple language, read per message. Camel asks its registry of
 * functions for any {@code ${…}} that it does not know, and the whole of {@code secret:name} is the
 * name it asks for. What such a step was told back, or says of its failure, is kept without the
 * secrets that any route reads.
 */
final class SecretFunctions extends DefaultSimpleFunctionRegistry {
    private static final String PREFIX = "secret:";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final References references;
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    private SecretFunctions(CamelContext context, References references) {
        super(context);
        this.references = references;
    }

    /** Before any route is built: expressions are compiled with their route. */
    static void install(CamelContext context, References references) {
        context.getCamelContextExtension()
                .addContextPlugin(
                        SimpleFunctionRegistry.class, new SecretFunctions(context, references));
    }

    /** The secrets that the routes of this context read by {@code ${secret:…}}, to be taken out. */
    static Redaction redaction(CamelContext context) {
        SimpleFunctionRegistry functions =
                context.getCamelContextExtension().getContextPlugin(SimpleFunctionRegistry.class);
        return functions instanceof SecretFunctions ours
                ? ours.references.redaction(ours.read)
                : new Redaction();
    }

    static StageFailed hide(CamelContext context, StageFailed failure) {
        String said = String.valueOf(failure.getMessage());
        String clean = redaction(context).of(said);
        return clean.equals(said) ? failure : failure.saying(clean);
    }

    static Reply hide(CamelContext context, Reply reply) {
        return redaction(context).of(reply);
    }

    @Override
    public @Nullable Expression getFunction(String function) {
        if (!function.startsWith(PREFIX)) {
            return super.getFunction(function);
        }
        String name = function.substring(PREFIX.length());
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "${"
                            + function
                            + "}: the name may have lower-case letters, digits and single dashes");
        }
        read.add(name);
        return new Secret(name);
    }

    private final class Secret extends ExpressionAdapter {
        private final String name;

        Secret(String name) {
            this.name = name;
        }

        @Override
        public Object evaluate(Exchange exchange) {
            Flight flight = exchange.getProperty(Flight.PROPERTY, Flight.class);
            try {
                return references.secret(name, flight == null ? Stage.REQUEST : flight.stage());
            } catch (StageFailed e) {
                throw new RuntimeCamelException(e.getMessage(), e);
            }
        }

        @Override
        public String toString() {
            return "${secret:" + name + "}";
        }
    }
}
