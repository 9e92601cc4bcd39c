package io.tidegate.observe;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** The same of a stack trace: messages of exceptions quote data. */
public final class MaskedTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return MaskedMessage.of(super.throwableProxyToString(thrown));
    }
}
