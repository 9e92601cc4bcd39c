package io.tidegate.cli;

import io.tidegate.destination.Answers;
import io.tidegate.destination.Answers.Condition;
import io.tidegate.destination.Authorization;
import io.tidegate.destination.Destination;
import io.tidegate.destination.ExampleConnector;
import io.tidegate.destination.OAuth2;
import io.tidegate.destination.Parameter;
import io.tidegate.event.Json;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A destination for a person who is about to use it. */
final class DestinationText {
    private final Destination destination;

    DestinationText(Destination destination) {
        this.destination = destination;
    }

    void print(PrintStream out) {
        out.println(Plain.text(destination.name() + ": " + destination.about().title()));
        indented(out, destination.about().description());
        indented(out, destination.about().documentation());
        parameters(out);
        request(out);
        answers(out);
        out.println();
        out.print(ExampleConnector.of(destination));
    }

    private void parameters(PrintStream out) {
        out.println();
        Table table = new Table("PARAMETER", "TYPE", "REQUIRED", "DEFAULT", "WHAT");
        for (Parameter one : destination.parameters().all()) {
            String choice = one.limits().among().isEmpty() ? "" : " " + one.limits().among();
            table.row(
                    one.name(),
                    (one.isSecret() ? "secret" : one.type().word()) + choice,
                    one.isNeeded() ? "yes" : "no",
                    one.otherwise() == null ? "" : one.otherwise().toString(),
                    what(one));
        }
        table.print(out);
    }

    private static String what(Parameter one) {
        String title = Objects.requireNonNullElse(one.caption().title(), "");
        String more = one.caption().description();
        return more == null ? title : title.isEmpty() ? more : title + ". " + more;
    }

    private void request(PrintStream out) {
        out.println();
        line(out, "request", destination.request().method() + " " + destination.request().url());
        destination
                .request()
                .headers()
                .forEach((name, value) -> line(out, "", name + ": " + value));
        Object body = destination.request().body();
        String form = destination.request().form() ? ", as a form" : "";
        line(out, "body", (body == null ? "the mapped body" : Json.text(body)) + form);
        if (!destination.expects().required().isEmpty()) {
            line(out, "mapped body needs", String.join(", ", destination.expects().required()));
        }
        authorization(out, destination.authorization());
    }

    private static void authorization(PrintStream out, Authorization authorization) {
        if (!authorization.basic().isEmpty()) {
            line(out, "authorization", "Basic, " + String.join(":", authorization.basic()));
        }
        OAuth2 oauth2 = authorization.oauth2();
        if (oauth2 != null) {
            String grant = oauth2.grant().name().toLowerCase(Locale.ROOT);
            line(out, "authorization", "OAuth2, " + grant + " at " + oauth2.tokenUrl());
        }
        if (!authorization.signing().isEmpty()) {
            line(out, "signature", "Standard Webhooks");
        }
    }

    private void answers(PrintStream out) {
        Answers answers = destination.answers();
        line(out, "success", words(answers.success()));
        line(out, "already done", words(answers.alreadyDone()));
        line(out, "repeated", repeated(answers.retry()));
        line(out, "record id", answers.recordId() == null ? null : answers.recordId().expression());
        line(out, "rate limit", destination.conduct().facts().rateLimit());
        line(out, "idempotency", destination.conduct().facts().idempotency());
    }

    private static String repeated(@Nullable Condition retry) {
        return retry == null
                ? "any other answer"
                : String.valueOf(words(retry)).replaceFirst(", if ", ", or if ");
    }

    private static @Nullable String words(@Nullable Condition condition) {
        if (condition == null) {
            return null;
        }
        String status = condition.status() == null ? "" : condition.status().toString();
        if (condition.body() == null) {
            return status;
        }
        return status
                + (status.isEmpty() ? "if " : ", if ")
                + condition.body().expression()
                + " selects something";
    }

    private static void line(PrintStream out, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            out.println(Plain.text(String.format(Locale.ROOT, "  %-18s %s", name, value)));
        }
    }

    private static void indented(PrintStream out, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            out.println("  " + Plain.text(text));
        }
    }
}
