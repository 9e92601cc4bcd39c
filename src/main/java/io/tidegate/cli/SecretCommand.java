package io.tidegate.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidegate secret}. */
@Command(
        name = "secret",
        description =
                "Secrets that connectors name as {{secret:NAME}}: lists, sets or deletes them.",
        subcommands = {
            SecretCommand.ListThem.class,
            SecretCommand.SetOne.class,
            SecretCommand.DeleteOne.class,
            SecretCommand.Rotate.class
        },
        mixinStandardHelpOptions = true)
final class SecretCommand implements Callable<Integer> {
    private static final String PATH = "/api/secrets";

    @ParentCommand private Cli cli;

    /** Without a word of its own it lists. */
    @Override
    public Integer call() {
        return list(cli, false);
    }

    @Command(
            name = "list",
            description = "Lists their names, when each was set and by whom; never a text.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @ParentCommand private SecretCommand parent;

        @Option(names = "--json", description = "The API's answer as it is.")
        private boolean json;

        @Override
        public Integer call() {
            return list(parent.cli, json);
        }
    }

    private static int list(Cli cli, boolean json) {
        try (Conversation conversation = cli.conversation()) {
            Node page = conversation.get(PATH);
            if (json) {
                cli.out().println(page.json());
                return Cli.FINE;
            }
            Table table = new Table("SECRET", "FROM", "SET", "BY");
            List<Node> secrets = page.list("items");
            for (Node s : secrets) {
                table.row(s.text("name"), from(s), s.text("setAt"), s.text("setBy"));
            }
            table.print(cli.out());
            for (Node s : secrets) {
                if (s.at("error").isThere()) {
                    cli.out().println(s.text("name") + " is " + Plain.lines(s.text("error")));
                }
            }
            return Cli.FINE;
        }
    }

    private static String from(Node secret) {
        if (!secret.at("variable").isThere()) {
            return secret.text("from");
        }
        return secret.text("variable")
                + (secret.at("setAt").isThere() ? ", not the one in the store" : "");
    }

    @Command(
            name = "set",
            description = "Sets one, or sets it anew: the next request carries it.",
            footer = {
                "",
                "The text is read from standard input, or asked for without an echo:",
                "  tidegate secret set crm-token < token.txt"
            },
            mixinStandardHelpOptions = true)
    static final class SetOne implements Callable<Integer> {
        @ParentCommand private SecretCommand parent;
        @Spec private CommandSpec spec;

        @Parameters(
                index = "0",
                paramLabel = "NAME",
                description = "Lower-case letters, digits and single dashes.")
        private String name;

        @Parameters(index = "1..*", hidden = true)
        private @Nullable List<String> more;

        @Option(
                names = "--exact",
                description = "Keeps a line break at the text's end, which is left out otherwise.")
        private boolean exact;

        @Override
        public Integer call() {
            if (more != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "a secret's text is not taken from the command line, where other processes and the shell's"
                                + " history see it: give it on standard input, or when asked for it");
            }
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                String text = new SecretText(cli.in(), exact).read(name);
                Node set = conversation.put(Conversation.path(PATH, name), Map.of("text", text));
                cli.out().println("the secret " + Plain.text(set.text("name")) + " is set");
                if (set.at("variable").isThere()) {
                    cli.out()
                            .println(
                                    "requests carry the one of "
                                            + set.text("variable")
                                            + " all the same: the environment wins over the store");
                }
                return Cli.FINE;
            }
        }
    }

    @Command(
            name = "delete",
            description = "Deletes one: requests that name it wait and fail until it is set again.",
            mixinStandardHelpOptions = true)
    static final class DeleteOne implements Callable<Integer> {
        @ParentCommand private SecretCommand parent;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                Node deleted = conversation.delete(Conversation.path(PATH, name));
                cli.out().println("the secret " + Plain.text(deleted.text("name")) + " is deleted");
                return Cli.FINE;
            }
        }
    }

    @Command(
            name = "rotate",
            description = "Changes the master key, and encrypts every secret anew with it.",
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @ParentCommand private SecretCommand parent;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                Node rotation = conversation.post("/api/master-key/rotate", Map.of());
                cli.out()
                        .println(
                                rotation.text("secrets")
                                        + " secrets are encrypted with the master key "
                                        + rotation.text("key")
                                        + " now; a backup from before needs the key from before");
                if (rotation.at("payloadKey").isThere()) {
                    cli.out()
                            .println(
                                    "payloads are encrypted with the new key "
                                            + rotation.text("payloadKey")
                                            + " from now on; it is wrapped by that master key");
                }
                return Cli.FINE;
            }
        }
    }
}
