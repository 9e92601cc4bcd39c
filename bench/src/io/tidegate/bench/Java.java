package io.tidegate.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the JVM that the bench itself runs on. */
final class Java {
    private static final String COMMAND = ProcessHandle.current().info().command().orElse("java");

    private Java() {}

    static List<String> jar(Path jar, List<String> options, String argument) {
        return command(options, List.of("-jar", jar.toString()), List.of(argument));
    }

    /** A program from the bench's own class path. */
    static List<String> ours(Class<?> main, List<String> options, List<String> arguments) {
        List<String> program =
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile="
                                + System.getProperty("logback.configurationFile"),
                        main.getName());
        return command(options, program, arguments);
    }

    private static List<String> command(
            List<String> options, List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(options);
        command.addAll(program);
        command.addAll(arguments);
        return command;
    }
}
