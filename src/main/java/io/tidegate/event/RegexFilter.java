package io.tidegate.event;

import com.jayway.jsonpath.Predicate.PredicateContext;
import com.jayway.jsonpath.internal.filter.Evaluator;
import com.jayway.jsonpath.internal.filter.EvaluatorFactory;
import com.jayway.jsonpath.internal.filter.RelationalOperator;
import com.jayway.jsonpath.internal.filter.ValueNode;
import com.jayway.jsonpath.internal.filter.ValueNodes;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Jayway's {@code =~}, bounded: its own matches on a String, so that one event with a long text
 * could hold a thread, and after a start again, for ever. Steps are counted, not time: the same
 * event always gives the same answer.
 */
final class RegexFilter implements Evaluator {
    static final int MAX_STEPS = 20_000_000;

    private static final String ELSEWHERE =
            "This release of Jayway keeps its =~ elsewhere: it would have no bound";

    private static final Method COMPILED = compiledPattern();
    private static final ThreadLocal<int[]> STEPS = ThreadLocal.withInitial(() -> new int[1]);

    private RegexFilter() {}

    /** Jayway has no place to hand one in. */
    @SuppressWarnings("unchecked")
    static void install() {
        try {
            Field field = EvaluatorFactory.class.getDeclaredField("evaluators");
            field.setAccessible(true);
            ((Map<RelationalOperator, Evaluator>) field.get(null))
                    .put(RelationalOperator.REGEX, new RegexFilter());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(ELSEWHERE, e);
        }
    }

    private static Method compiledPattern() {
        try {
            Method method = ValueNodes.PatternNode.class.getDeclaredMethod("getCompiledPattern");
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(ELSEWHERE, e);
        }
    }

    /** For one selection, however many texts it looks at. */
    static void begin() {
        STEPS.get()[0] = 0;
    }

    @Override
    public boolean evaluate(ValueNode left, ValueNode right, PredicateContext context) {
        if (left.isPatternNode() == right.isPatternNode()) {
            return false;
        }
        Pattern pattern = compiled((left.isPatternNode() ? left : right).asPatternNode());
        ValueNode value = left.isPatternNode() ? right : left;
        if (value.isJsonNode() && value.asJsonNode().isArray(context)) {
            value = value.asJsonNode().asValueListNode(context);
        }
        if (!value.isValueListNode()) {
            return matches(pattern, text(value));
        }
        for (ValueNode one : value.asValueListNode()) {
            if (matches(pattern, text(one))) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compiled(ValueNodes.PatternNode node) {
        try {
            return (Pattern) COMPILED.invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(ELSEWHERE, e);
        }
    }

    private static String text(ValueNode value) {
        if (value.isStringNode() || value.isNumberNode()) {
            return value.asStringNode().getString();
        }
        return value.isBooleanNode() ? value.asBooleanNode().toString() : "";
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(new SteppedText(text, RegexFilter::look)).matches();
    }

    private static void look() {
        int[] steps = STEPS.get();
        steps[0] += SteppedText.STEPS_PER_LOOK;
        if (steps[0] > MAX_STEPS) {
            throw new TooMuchWork(
                    "its regular expression takes more than "
                            + MAX_STEPS / 1_000_000
                            + " million steps on this event");
        }
    }
}
