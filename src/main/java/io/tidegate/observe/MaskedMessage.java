package io.tidegate.observe;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidegate.access.SensitiveFields;
import java.util.List;

/** A log message in which values of sensitive fields are masked, whoever wrote it. */
public final class MaskedMessage extends MessageConverter {
    private static volatile SensitiveFields fields = new SensitiveFields(List.of());

    /** From now on these are masked. */
    public static void mask(List<String> names) {
        fields = new SensitiveFields(names);
    }

    static String of(String text) {
        return fields.text(text);
    }

    @Override
    public String convert(ILoggingEvent event) {
        return of(super.convert(event));
    }
}
