package io.tidegate.hook;

public final class Script {
    private final String n;

    private Script(String n) {
        this.n = n;
    }

    public static Script compile(String name, String source, ScriptLimits l) throws InvalidScript {
        try (var c = org.mozilla.javascript.Context.enter()) {
            c.compileString(source, name, 1, null);
        } catch (org.mozilla.javascript.EvaluatorException e) {
            throw new InvalidScript(e.details(), e.lineNumber(), e.columnNumber());
        }
        return new Script(name);
    }

    public String name() {
        return n;
    }

    public Object transform(java.util.Map<String, Object> e) throws ScriptFailed {
        return e;
    }

    public Object call(java.util.List<?> a) throws ScriptFailed {
        return null;
    }
}
