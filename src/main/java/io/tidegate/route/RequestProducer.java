package io.tidegate.route;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/** The step behind {@code tidegate-request:}, which lives as long as its route. */
final class RequestProducer extends DefaultAsyncProducer implements Navigate<Processor> {
    private final AsyncProcessor step;

    RequestProducer(RequestEndpoint endpoint, AsyncProcessor step) {
        super(endpoint);
        this.step = step;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return step.process(exchange, callback);
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(step);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(step);
    }

    /** What it sends to is the route's too. */
    @Override
    public List<Processor> next() {
        return List.of(step);
    }

    @Override
    public boolean hasNext() {
        return true;
    }
}
