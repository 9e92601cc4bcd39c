package io.tidegate.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What a newcomer reads first: where to look, and what to type next. */
final class Welcome {
    private static final String TEXT =
            """

            The sandbox is open. Every target of your connectors is a third party inside this process: nothing leaves this machine.
            Sample events come once a second. Within a minute: a delivery, a skip, a retry, and a failed query.

              look      ORIGIN/console/            the console: all that happens; the link above makes your name
                        ORIGIN/sandbox             what the third party got
                        ORIGIN/sandbox/loginradius accounts of the identity provider (docs/sync.md: post a contact)
                        ORIGIN/observe/metrics     and /observe/health

            In another terminal, in this folder:

              export TIDEGATE_DATA_DIR=FOLDER TIDEGATE_PORT=PORT
              curl -i ORIGIN/events -H "Authorization: Bearer $(cat FOLDER/producer.token)" \\
                -H 'Content-Type: application/cloudevents+json' -d '{"specversion":"1.0","id":"mine-1","source":"/me",
                "type":"Register","subject":"u1","data":{"Uid":"u1","FirstName":"Ada","EmailVerified":true,
                "Email":[{"Type":"Primary","Value":"ada@mail.example"}]}}'

              ./tidegate deliveries                        what became of each event
              ./tidegate trace mine-1                      that event's whole life
              ./tidegate failed list                       after half a minute there is one
              ./tidegate failed replay ID                  try it again (refused@… is refused again)

              curl 'ORIGIN/sandbox/break?status=503&host=api.crm.example'    break one third party
              curl 'ORIGIN/sandbox/break?fail=0.3'                           or all; also delay=2s, off
              curl 'ORIGIN/sandbox/mend'                                     and mend them
            """;

    private Welcome() {}

    static String text(String origin, Path dataFolder, List<String> ignored) {
        String port = origin.substring(origin.lastIndexOf(':') + 1);
        String text =
                TEXT.replace("ORIGIN", origin)
                        .replace("FOLDER", dataFolder.toString())
                        .replace("PORT=PORT", "PORT=" + port);
        return ignored.isEmpty()
                ? text
                : text
                        + "\nNot used here, so that nothing real is touched: "
                        + String.join(", ", ignored)
                        + "\n";
    }
}
