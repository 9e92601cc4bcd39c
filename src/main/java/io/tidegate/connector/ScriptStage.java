package io.tidegate.connector;

import io.tidegate.hook.Script;
import java.nio.file.Path;

/**
 * A hook in JavaScript, compiled.
 *
 * @param file where the script is
 */
public record ScriptStage(Script script, Path file, Mark mark) implements HookStage {}
