package io.tidegate.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, compiled once, that sees the event as its context and is bounded in time
 * and depth. It works on a copy of the event: its operators write into what they are given ({@code
 * |$$|…|}, {@code list{…}}).
 */
final class Expression {
    static final Duration TIME_LIMIT = Duration.ofMillis(50);

    private static final Duration WARM_UP_LIMIT = Duration.ofMillis(250);
    private static final int MESSAGE_LIMIT = 160;
    private static final String RAISED_BY_AUTHOR = "D3137";
    private static final Pattern LITERAL =
            Pattern.compile(
                    "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");
    private static final Pattern CALL = Pattern.compile("\\$(\\w+)\\s*\\(");

    /**
     * The same event gives the same body, also when a crash makes it be built again; data is never
     * run as code.
     */
    private static final Map<String, String> REFUSED =
            new TreeMap<>(
                    Map.of(
                            "eval", "would run what the event holds",
                            "now",
                                    "would differ from one attempt to the next; time is the event's own time",
                            "millis",
                                    "would differ from one attempt to the next; time is the event's own time",
                            "random", "would differ from one attempt to the next",
                            "shuffle", "would differ from one attempt to the next"));

    /**
     * What makes the library write an object as JSON, in which it does not escape the names of
     * fields.
     */
    private static final Pattern WRITES_JSON = Pattern.compile("\\||\\$(?:string|clone)\\b");

    private final String text;
    private final Jsonata compiled;
    private final boolean writesJson;

    /** It may hold a regular expression, which a / begins. */
    private final boolean matches;

    private Expression(String text, Jsonata compiled, String bare) {
        this.text = text;
        this.compiled = compiled;
        this.writesJson = WRITES_JSON.matcher(bare).find();
        this.matches = bare.indexOf('/') >= 0;
    }

    static Expression compile(String text) throws InvalidExpression {
        String bare = LITERAL.matcher(text).replaceAll("''");
        Matcher call = CALL.matcher(bare);
        while (call.find()) {
            if (REFUSED.containsKey(call.group(1))) {
                throw new InvalidExpression(refusal(call.group(1)));
            }
        }
        try {
            Jsonata compiled = Jsonata.jsonata(text);
            compiled.setValidateInput(false);
            Expression expression = new Expression(text, compiled, bare);
            leaveThread();
            expression.warmUp();
            return expression;
        } catch (JException e) {
            throw new InvalidExpression(message(e));
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidExpression("not a JSONata expression");
        } finally {
            leaveThread();
        }
    }

    /**
     * The library evaluates with the instance that its thread compiled last, and leaves that
     * evaluation's variables in it. An instance that others share must never be that one.
     */
    private static void leaveThread() {
        Jsonata.jsonata("null");
    }

    /** Loads the library's classes, which would otherwise be charged to the first event. */
    private void warmUp() {
        try {
            run(Map.of(), new Bounds(WARM_UP_LIMIT));
        } catch (RuntimeException | StackOverflowError e) {
            // An empty event may well be an error; a real one will tell.
        }
    }

    String text() {
        return text;
    }

    /**
     * Plain Java that shares nothing with the event, or {@link Source#MISSING} for JSONata's
     * undefined.
     */
    @Nullable Object evaluate(Map<String, Object> event) throws SourceFailed {
        Bounds bounds = new Bounds(TIME_LIMIT);
        try {
            Object result = run(event, bounds);
            bounds.finish();
            if (result == null) {
                return bounds.endedWithNull() ? null : Source.MISSING;
            }
            return new ExpressionResult().plain(result);
        } catch (StackOverflowError e) {
            throw failed(Bounds.TOO_DEEP);
        } catch (RuntimeException e) {
            String stopped = bounds.stopped();
            throw failed(stopped != null ? stopped : message(e));
        }
    }

    private @Nullable Object run(Map<String, Object> event, Bounds bounds) {
        Jsonata.Frame frame = new Jsonata.Frame(null);
        bounds.watch(frame);
        REFUSALS.forEach(frame::bind);
        if (matches) {
            RegexFunctions.bind(frame, bounds);
        }
        return compiled.evaluate(new ExpressionInput(writesJson).copy(event), frame);
    }

    private SourceFailed failed(String why) {
        return new SourceFailed("expr " + Shown.cut(text) + " failed: " + why);
    }

    private static String message(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof JException error) {
                return message(error);
            }
            boolean telling =
                    e instanceof Unusable
                            || e instanceof Refused
                            || e instanceof NumberFormatException
                            || e instanceof DateTimeException
                            || e instanceof ParseException;
            if (telling && e.getMessage() != null) {
                return cut(e.getMessage());
            }
        }
        return "a function or operator does not take the values that it met";
    }

    private static String message(JException error) {
        if (RAISED_BY_AUTHOR.equals(error.getError())) {
            return cut(String.valueOf(error.getCurrent()));
        }
        String said = JException.msg(error.getError(), -1, error.getCurrent(), error.getExpected());
        String where = error.getLocation() > 0 ? " (at character " + error.getLocation() + ")" : "";
        return cut(said.replace("JSonataException ", "").replace(" Object ", " function ")) + where;
    }

    private static String cut(String message) {
        return message.length() <= MESSAGE_LIMIT
                ? message
                : message.substring(0, MESSAGE_LIMIT - 1) + "…";
    }

    private static String refusal(String function) {
        return "$" + function + "() is not available in a mapping: it " + REFUSED.get(function);
    }

    private static final Map<String, JFunction> REFUSALS = new TreeMap<>();

    static {
        for (String function : REFUSED.keySet()) {
            JFunction refusal =
                    new JFunction(
                            (input, arguments) -> {
                                throw new Refused(refusal(function));
                            },
                            null);
            REFUSALS.put(function, refusal);
        }
    }

    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }
}
