package io.tidegate.connector;

/** One entry of {@code before} or {@code after}. */
public sealed interface HookStage permits ScriptStage, CamelStage {
    Mark mark();
}
