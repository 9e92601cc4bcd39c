package io.tidegate.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A secret's text as it is given: typed without an echo at a terminal, else standard input. */
final class SecretText {
    /** More than any secret may have; the server says what is allowed. */
    private static final int MOST = 1 << 20;

    private final InputStream in;
    private final boolean exact;

    /**
     * @param exact keeps a line break at the end of standard input
     */
    SecretText(InputStream in, boolean exact) {
        this.in = in;
        this.exact = exact;
    }

    String read(String name) {
        Console console = in == System.in ? System.console() : null;
        if (console != null && isTerminal(console)) {
            char[] typed = console.readPassword("text of the secret %s: ", Plain.text(name));
            if (typed == null) {
                throw Refused.wrongUse("no text was given; nothing was set");
            }
            return new String(typed);
        }
        return exact ? piped() : piped().replaceFirst("\r?\n\\z", "");
    }

    private String piped() {
        try {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw Refused.wrongUse(
                        "standard input has more than "
                                + MOST
                                + " bytes, a secret's text may have 65536; nothing was set");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Refused.wrongUse(
                    "standard input is not UTF-8, a secret is a text; nothing was set");
        } catch (IOException e) {
            throw Refused.no("standard input cannot be read: " + e.getMessage());
        }
    }

    /** From JDK 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
