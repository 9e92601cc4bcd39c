package io.tidegate.route;

import java.util.Map;
import java.util.function.Function;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Expression;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.support.builder.ExpressionBuilder;

/**
 * A request whose step is made when its route is built, and the URI that Camel would make it of.
 */
final class MadeRequest implements EndpointProducerBuilder {
    private final String uri;
    private final Function<CamelContext, AsyncProcessor> step;

    MadeRequest(String uri, Function<CamelContext, AsyncProcessor> step) {
        this.uri = uri;
        this.step = step;
    }

    @Override
    public <T extends Endpoint> T resolve(CamelContext context, Class<T> type) {
        return type.cast(resolve(context));
    }

    @Override
    public Endpoint resolve(CamelContext context) {
        return new RequestEndpoint(uri, context, step.apply(context));
    }

    @Override
    public String getRawUri() {
        return uri;
    }

    @Override
    public Expression expr(CamelContext context) {
        return ExpressionBuilder.constantExpression(uri);
    }

    @Override
    public void doSetProperty(String name, Object value) {
        throw fixed();
    }

    @Override
    public void doSetMultiValueProperty(String name, String key, Object value) {
        throw fixed();
    }

    @Override
    public void doSetMultiValueProperties(String name, String prefix, Map<String, Object> values) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("its options are those of the connector");
    }
}
