package io.tidegate.route;

import io.tidegate.connector.Retry;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.RetryPlan;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A connector's retry in Camel's words, and what its {@code onException} does: it hands the failure
 * to the delivery.
 */
final class Failures {
    private static final Processor HAND_OVER = Failures::handOver;

    private Failures() {}

    static void declare(OnExceptionDefinition onException, Retry retry) {
        RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
        policy.setMaximumRedeliveries(Integer.toString(retry.attempts()));
        policy.setRedeliveryDelay(Long.toString(retry.delay().toMillis()));
        policy.setMaximumRedeliveryDelay(Long.toString(retry.maxDelay().toMillis()));
        policy.setUseExponentialBackOff(Boolean.toString(retry.backOffMultiplier() > 1));
        policy.setBackOffMultiplier(Double.toString(retry.backOffMultiplier()));
        policy.setUseCollisionAvoidance(Boolean.toString(retry.jitter() > 0));
        policy.setCollisionAvoidanceFactor(Double.toString(retry.jitter()));
        quiet(policy);
        onException.setRedeliveryPolicyType(policy);
        onException.retryWhile(PredicateBuilder.constant(false));
        onException.handled(true);
        onException.process(HAND_OVER).id(null);
    }

    /** A failure has its line in our log: Camel says nothing of it. */
    static void quiet(RedeliveryPolicyDefinition policy) {
        policy.setAllowRedeliveryWhileStopping("false");
        policy.setLogStackTrace("false");
        policy.setLogRetryAttempted("false");
        policy.setLogExhausted("false");
        policy.setLogHandled("false");
        policy.setRetryAttemptedLogLevel(LoggingLevel.OFF.name());
    }

    /** Whether it was declared here, and not by an author. */
    static boolean isOurs(ProcessorDefinition<?> step) {
        return step instanceof OnExceptionDefinition
                && step.getOutputs().size() == 1
                && step.getOutputs().get(0) instanceof ProcessDefinition process
                && process.getProcessor() == HAND_OVER;
    }

    /** The same policy as an object, for its arithmetic. */
    static RetryPlan plan(Retry retry) {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(retry.attempts());
        policy.setRedeliveryDelay(retry.delay().toMillis());
        policy.setMaximumRedeliveryDelay(retry.maxDelay().toMillis());
        policy.setUseExponentialBackOff(retry.backOffMultiplier() > 1);
        policy.setBackOffMultiplier(retry.backOffMultiplier());
        policy.setUseCollisionAvoidance(retry.jitter() > 0);
        policy.setCollisionAvoidanceFactor(retry.jitter());
        return new RetryPlan(policy, retry.giveUpOn());
    }

    private static void handOver(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Flight flight = Steps.flight(exchange);
        if (flight.reply() == null) {
            flight.ended();
        }
        flight.failed(failure(exchange, caught, flight.stage()));
    }

    /**
     * The same for what a route threw: it may have said back a secret that one of its steps read.
     */
    static StageFailed failure(Exchange exchange, @Nullable Throwable caught, Stage stage) {
        return SecretFunctions.hide(exchange.getContext(), failure(caught, stage));
    }

    /**
     * Any exception as a stage's failure: ours say themselves what they are; any other is worth
     * another try.
     */
    static StageFailed failure(@Nullable Throwable caught, Stage stage) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof StageFailed failed) {
                return failed;
            }
        }
        return StageFailed.forNow(stage, described(caught));
    }

    private static String described(@Nullable Throwable caught) {
        if (caught == null) {
            return "it failed without saying why";
        }
        String message = caught.getMessage();
        String text =
                message == null || message.isBlank() ? caught.getClass().getSimpleName() : message;
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
