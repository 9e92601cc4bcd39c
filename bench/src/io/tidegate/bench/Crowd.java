package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Connectors that stand around the one that is measured, a file each, on event types of their own:
 * with rules, mappings, expressions, and a few scripts that many of them share.
 */
record Crowd(int size) {
    private static final int SCRIPTS = 5;
    private static final List<String> KINDS =
            List.of(
                    "    mapping: { email: \"$.data.Email[0].Value\", id: $.id }\n",
                    """
                        rules:
                          - $[?(@.data.EmailVerified == true)]
                          - $[?(@.data.Age >= 18)]
                        mapping:
                          email: { from: "$.data.Email[0].Value", convert: [trim, lower] }
                          properties.firstname: { from: $.data.FirstName, default: Friend }
                    """,
                    """
                        before: [ { script: hooks/shared-SCRIPT.js } ]
                        mapping: { email: "$.data.Email[0].Value", id: $.id }
                    """,
                    """
                        rules: [ "$[?(@.data.EmailVerified == true)]" ]
                        mapping:
                          properties.name: { expr: "data.FirstName & ' ' & data.LastName" }
                          properties.id: $.id
                        retry: { attempts: 3, delay: 10s }
                    """);

    void write(Path routes, int target) throws IOException {
        Path hooks = Files.createDirectories(routes.resolve("hooks"));
        for (int script = 0; script < SCRIPTS; script++) {
            saveScript(hooks.resolve("shared-" + script + ".js"), 1);
        }
        for (int number = 1; number <= size; number++) {
            String text =
                    "- outflow:\n    id: crowd-"
                            + number
                            + "\n    on: [com.crowd.n"
                            + number
                            + "]\n"
                            + KINDS.get(number % KINDS.size())
                                    .replace("SCRIPT", String.valueOf(number % SCRIPTS))
                            + "    to: { uri: \"http://127.0.0.1:"
                            + target
                            + "/crowd/"
                            + number
                            + "\" }\n";
            Files.writeString(routes.resolve("crowd-" + number + ".camel.yaml"), text);
        }
    }

    /** A script that a fifth of those with scripts share. */
    static void saveScript(Path script, int version) throws IOException {
        Files.writeString(
                script,
                "function hook(event) { event.data.version = " + version + "; return event; }\n");
    }
}
