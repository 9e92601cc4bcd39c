package io.tidegate.rehearsal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Notes the body after each before hook and after the mapping. */
final class StepNotes implements InterceptStrategy {
    private static final Pattern NOTED = Pattern.compile(".*/(before-\\d+|mapping)(?:/hook)?");

    private final CannedThirdParty thirdParty;

    StepNotes(CannedThirdParty thirdParty) {
        this.thirdParty = thirdParty;
    }

    /** A failure within the step is handled by then, and its exception gone. */
    private static boolean hasFailed(Exchange exchange) {
        ExchangeExtension more = exchange.getExchangeExtension();
        return exchange.getException() != null
                || (more.isErrorHandlerHandledSet() && more.isErrorHandlerHandled());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        Matcher step = NOTED.matcher(String.valueOf(definition.getId()));
        if (!step.matches()) {
            return target;
        }
        String name = step.group(1);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(
                        exchange,
                        doneSync -> {
                            if (!hasFailed(exchange)) {
                                thirdParty.trial().body(name, exchange.getMessage().getBody());
                            }
                            callback.done(doneSync);
                        });
            }
        };
    }
}
