package io.tidegate.intake;

import io.tidegate.event.Json;
import io.tidegate.intake.Intake.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a 202: the ids in the order sent, stored now or before. */
final class AcceptedJson {
    private AcceptedJson() {}

    static byte[] write(List<Answer> answers) {
        List<String> accepted = new ArrayList<>();
        List<String> duplicates = new ArrayList<>();
        for (Answer answer : answers) {
            (answer.duplicate() ? duplicates : accepted).add(answer.id());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accepted", accepted);
        body.put("duplicates", duplicates);
        return Json.write(body);
    }
}
