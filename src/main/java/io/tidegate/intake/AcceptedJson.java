package io.tidegate.intake;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tidegate.intake.Intake.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a 202: the ids in the order sent, stored now or before. */
final class AcceptedJson {
    private static final byte[] ACCEPTED = ascii("{\"accepted\":[");
    private static final byte[] DUPLICATES = ascii("],\"duplicates\":[");
    private static final byte[] END = ascii("]}");

    private AcceptedJson() {}

    static byte[] write(List<Answer> answers) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(64 + 48 * answers.size());
        json.writeBytes(ACCEPTED);
        ids(answers, false, json);
        json.writeBytes(DUPLICATES);
        ids(answers, true, json);
        json.writeBytes(END);
        return json.toByteArray();
    }

    private static void ids(List<Answer> answers, boolean duplicates, ByteArrayOutputStream json) {
        boolean first = true;
        for (Answer answer : answers) {
            if (answer.duplicate() == duplicates) {
                if (!first) {
                    json.write(',');
                }
                first = false;
                json.write('"');
                json.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(answer.id()));
                json.write('"');
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
