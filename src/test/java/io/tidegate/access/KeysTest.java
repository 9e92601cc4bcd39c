package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    /** What a key is, in one expression; it takes a third of the log's time. */
    private static final Pattern KEY =
            Pattern.compile(
                    "([\\p{L}_$][\\p{L}\\p{N}_.\\-\\[\\]]*+)\\\\?[\"']?[ \\t]{0,2}+[:=][ \\t]{0,2}+");

    private static final String[] PIECES = {
        "a", "pin", "É", "𝒜", "_", "$", "7", "٣", "Ⅷ", ".", "-", "[", "]", "\\", "\"", "'", " ",
        "\t", "  ", ":", "=", "=", ",", "{", "\n", "•", "\uD835"
    };

    private static List<String> byExpression(String text) {
        List<String> found = new ArrayList<>();
        Matcher keys = KEY.matcher(text);
        while (keys.find()) {
            found.add(keys.group(1) + " " + keys.start() + " " + keys.end());
        }
        return found;
    }

    private static List<String> found(String text) {
        List<String> found = new ArrayList<>();
        for (Keys keys = new Keys(text); keys.next(); ) {
            found.add(keys.key() + " " + keys.start() + " " + keys.end());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delivered delivery=138 connector=crm event=a-1 attempt=1 status=200 ms=3",
                "{\"Email\":[{\"Value\" : \"a@b.example\"}],\"n\":1}",
                "\"{\\\"password\\\": \\\"x\\\"}\"",
                "email: a@b.example\n  user_email :  x",
                "https://crm.example:8080/a?token=x&b[0]=y",
                "==::a=b:c",
                "a$b=1 $c: 2 9d=3 .e=4 f   =5",
                ""
            })
    void theKeysOfALine(String line) {
        assertThat(found(line)).isEqualTo(byExpression(line));
    }

    @Test
    void theyAreWhatTheExpressionFindsWhateverStandsThere() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(14); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(found(text.toString()))
                    .as(text.toString())
                    .isEqualTo(byExpression(text.toString()));
        }
    }
}
