package io.tidegate.connector;

import io.tidegate.hook.Script;

/** A hook in JavaScript, compiled. */
public record ScriptStage(Script script, Mark mark) implements HookStage {}
