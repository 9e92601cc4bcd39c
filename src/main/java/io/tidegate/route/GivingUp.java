package io.tidegate.route;

import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Makes a request's failure final if it was answered with one of these statuses. */
final class GivingUp extends DelegateAsyncProcessor {
    private final Set<Integer> statuses;

    GivingUp(AsyncProcessor step, Set<Integer> statuses) {
        super(step);
        this.statuses = statuses;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return super.process(
                exchange,
                doneSync -> {
                    judge(exchange);
                    callback.done(doneSync);
                });
    }

    private void judge(Exchange exchange) {
        if (exchange.getException() instanceof StageFailed failed
                && Steps.flight(exchange).reply() instanceof Reply.Answered answered
                && statuses.contains(answered.status())) {
            exchange.setException(
                    StageFailed.forGood(
                            failed.stage(), String.valueOf(failed.getMessage()), failed));
        }
    }
}
