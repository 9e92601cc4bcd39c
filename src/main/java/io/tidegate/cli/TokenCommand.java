package io.tidegate.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate token}. */
@Command(
        name = "token",
        description = "Tokens that programs bring to the API: lists, creates or revokes them.",
        subcommands = {
            TokenCommand.ListThem.class,
            TokenCommand.Create.class,
            TokenCommand.Revoke.class
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final String PATH = "/api/tokens";
    private static final ShortList ALL =
            new ShortList(
                    PATH,
                    List.of("ID", "TOKEN", "ROLE", "CREATED", "BY", "EXPIRES", "LAST USED"),
                    List.of(
                            "id",
                            "name",
                            "role",
                            "createdAt",
                            "createdBy",
                            "expiresAt",
                            "lastUsedAt"));

    @ParentCommand private Cli cli;

    /** Without a word of its own it lists. */
    @Override
    public Integer call() {
        return ALL.print(cli, false);
    }

    @Command(
            name = "list",
            description = "Lists them with role, expiry and last use; never a text.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @ParentCommand private TokenCommand parent;

        @Option(names = "--json", description = "The API's answer as it is.")
        private boolean json;

        @Override
        public Integer call() {
            return ALL.print(parent.cli, json);
        }
    }

    @Command(
            name = "create",
            description = "Creates one; its text is printed once, alone on standard output.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @ParentCommand private TokenCommand parent;

        @Parameters(paramLabel = "NAME", description = "What the audit log calls it.")
        private String name;

        @Option(
                names = "--role",
                required = true,
                description = "viewer, operator, author or admin.")
        private String role;

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "Such as 2027-01-31T00:00:00Z; without it: never.")
        private @Nullable String expires;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            Map<String, String> body = new HashMap<>(Map.of("name", name, "role", role));
            if (expires != null) {
                body.put("expiresAt", expires);
            }
            try (Conversation conversation = cli.conversation()) {
                Node made = conversation.post(PATH, body);
                cli.err()
                        .println(
                                "the token "
                                        + Plain.text(made.text("name"))
                                        + " (id "
                                        + made.text("id")
                                        + ") is, shown this once:");
                cli.out().println(Plain.text(made.text("token")));
                return Cli.FINE;
            }
        }
    }

    @Command(
            name = "revoke",
            description = "Revokes one: the next request with it is refused.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @ParentCommand private TokenCommand parent;

        @Parameters(paramLabel = "ID", description = "As token list shows it.")
        private String id;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                Node revoked = conversation.delete(Conversation.path(PATH, id));
                cli.out().println("the token " + Plain.text(revoked.text("name")) + " is revoked");
                return Cli.FINE;
            }
        }
    }
}
