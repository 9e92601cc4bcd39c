package io.tidegate.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate person}. */
@Command(
        name = "person",
        description = "People who sign in to the console: lists or invites them.",
        subcommands = {PersonCommand.ListThem.class, PersonCommand.Invite.class},
        mixinStandardHelpOptions = true)
final class PersonCommand implements Callable<Integer> {
    private static final String PATH = "/api/people";
    private static final ShortList ALL =
            new ShortList(
                    PATH,
                    List.of("PERSON", "ROLE", "SIGNS IN BY", "ACTIVE", "LAST SIGN-IN"),
                    List.of("name", "role", "signIn", "active", "lastSignInAt"));

    @ParentCommand private Cli cli;

    /** Without a word of its own it lists. */
    @Override
    public Integer call() {
        return ALL.print(cli, false);
    }

    @Command(
            name = "list",
            description = "Lists them with role and last sign-in.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @ParentCommand private PersonCommand parent;

        @Option(names = "--json", description = "The API's answer as it is.")
        private boolean json;

        @Override
        public Integer call() {
            return ALL.print(parent.cli, json);
        }
    }

    @Command(
            name = "invite",
            description =
                    "Invites somebody, or gives a new link for a forgotten password (--again).",
            mixinStandardHelpOptions = true)
    static final class Invite implements Callable<Integer> {
        @ParentCommand private PersonCommand parent;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(
                names = "--role",
                defaultValue = "viewer",
                description = "viewer (the default), operator, author or admin.")
        private String role;

        @Option(names = "--again", description = "For somebody who is there already.")
        private boolean again;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            String origin = cli.installation().consoleOrigin();
            try (Conversation conversation = cli.conversation()) {
                Node invited =
                        again
                                ? conversation.post(
                                        Conversation.path(PATH, name) + "/invitation", Map.of())
                                : conversation.post(PATH, Map.of("name", name, "role", role));
                cli.err()
                        .println(
                                Plain.text(invited.text("name"))
                                        + " ("
                                        + invited.text("role")
                                        + ") chooses a password, once, until "
                                        + invited.text("invitationExpiresAt")
                                        + " at:");
                cli.out().println(origin + Plain.text(invited.text("invitation")));
                return Cli.FINE;
            }
        }
    }
}
