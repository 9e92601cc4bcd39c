package io.tidegate.connector;

import io.tidegate.identity.Action;
import io.tidegate.identity.ActionResult;
import io.tidegate.schema.Key;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key of a connector's {@code tests}, for their readers and for editors. */
final class TestKeys {
    static final Shape.Whole STATUS = new Shape.Whole(100, 599);
    static final Shape.Whole ATTEMPTS = new Shape.Whole(0, 1_000);
    static final List<String> STATUSES = List.of("delivered", "skipped", "failed");
    static final List<String> STAGES = List.of("rule", "before", "mapping", "request");
    static final List<String> ACTIONS = Arrays.stream(Action.values()).map(Action::word).toList();
    static final List<String> OUTCOMES =
            Arrays.stream(ActionResult.Outcome.values()).map(ActionResult.Outcome::word).toList();
    static final List<String> LOST_BY = List.of("later", "not-empty", "reported");
    static final List<String> AFTER_STATUSES = List.of("done", "failed");

    static final Keys ANSWER =
            Keys.of(
                    "answer",
                    Key.of("status", STATUS, "Of the response; 200 if it is not said"),
                    Key.of("headers", Shapes.mapOf(Shapes.text()), "Of the response"),
                    Key.of("body", Shapes.anything(), "JSON, or text that is sent as it is"),
                    Key.of("error", Shapes.text(), "Nothing reaches the third party: why"));

    static final Keys POST =
            Keys.of(
                    "post",
                    Key.of("headers", Shapes.mapOf(Shapes.text()), "As the third party sends them"),
                    Key.of("body", Shapes.anything(), "JSON, or text that is sent as it is"),
                    Key.of("file", Shapes.text(), "A file with the body, as it is sent"),
                    Key.of(
                            "signed",
                            Shapes.flag(),
                            "Whether what verify asks for is added; true if it is not said"),
                    Key.of(
                            "receivedAt",
                            Shapes.text(),
                            "When it comes in; 2026-01-01T00:00:00Z if it is not said"));

    static final Keys GIVEN =
            Keys.of(
                    "given",
                    Key.of("type", Shapes.text(), "The event's type; of an inflow its own"),
                    Key.of("data", Shapes.anything(), "The event's data"),
                    Key.of("id", Shapes.text(), "test-1 if it is not said"),
                    Key.of("source", Shapes.text(), "/tidegate/test if it is not said"),
                    Key.of("subject", Shapes.text(), "Whom the event is about"),
                    Key.of("time", Shapes.text(), "2026-01-01T00:00:00Z if it is not said"),
                    Key.of("datacontenttype", Shapes.text(), "application/json if it is not said"),
                    Key.of("data_base64", Shapes.text(), "Data that is no JSON"),
                    Key.of("specversion", Shapes.text(), "1.0"),
                    Key.of(
                            "file",
                            Shapes.text(),
                            "A JSON file of one event or an array of them, relative to the file that names it"),
                    Key.of(
                            "post",
                            Shapes.map(POST),
                            "What is posted to an inflow's endpoint, which judges it as it does in production"));

    static final Keys REQUEST =
            Keys.of(
                    "request",
                    Key.of("method", Shapes.text(), "As it is sent"),
                    Key.of("url", Shapes.text(), "As it is sent; secrets are references"),
                    Key.of("headers", Shapes.mapOf(Shapes.text()), "Some of its headers"),
                    Key.of("body", Shapes.anything(), "The whole body"),
                    Key.of("bodyContains", Shapes.anything(), "A part of the body"));

    static final Keys ERROR =
            Keys.of(
                    "error",
                    Key.of("step", words(STAGES), "Where it failed"),
                    Key.of("message", Shapes.text(), "A part of what it says"));

    static final Keys ATTEMPT =
            Keys.of(
                    "attempt",
                    Key.of("at", Shapes.text(), "After so long, such as 30s"),
                    Key.of("status", STATUS, "Of its response"),
                    Key.of("error", Shapes.text(), "A part of what it says"));

    static final Keys FAILED_QUERY =
            Keys.of(
                    "failedQuery",
                    Key.of("stage", words(STAGES), "Where it failed"),
                    Key.of("error", Shapes.text(), "A part of what it says"),
                    Key.of("attempts", ATTEMPTS, "How often it was tried"),
                    Key.of("method", Shapes.text(), "Of the request"),
                    Key.of("url", Shapes.text(), "Of the request"),
                    Key.of("responseStatus", STATUS, "Of the last response"));

    static final Keys AFTER =
            Keys.of(
                    "after",
                    Key.of("status", words(AFTER_STATUSES), "What became of the after hooks"),
                    Key.of("result", Shapes.anything(), "What the last one returned"),
                    Key.of("error", Shapes.text(), "A part of what it says"));

    static final Keys SENT =
            Keys.of(
                    "sent",
                    Key.of("endpoint", Shapes.text(), "The Camel endpoint"),
                    Key.of("headers", Shapes.mapOf(Shapes.anything()), "Some of its headers"),
                    Key.of("body", Shapes.anything(), "The whole body"),
                    Key.of("bodyContains", Shapes.anything(), "A part of the body"));

    static final Keys CLEANED =
            Keys.of(
                    "cleaned",
                    Key.of("field", Shapes.text(), "Of the profile: Email[0].Value"),
                    Key.of("change", Shapes.text(), "What was done, as it is told"),
                    Key.of("was", Shapes.anything(), "What stood there"),
                    Key.of("now", Shapes.anything(), "What stands there"));

    static final Keys LOST =
            Keys.of(
                    "lost",
                    Key.of("field", Shapes.text(), "Of the account: Email[0].Value"),
                    Key.of("posted", Shapes.anything(), "What was not written"),
                    Key.of("kept", Shapes.anything(), "What stands there instead"),
                    Key.of("by", words(LOST_BY), "Why it lost"));

    static final Keys PUBLISHED =
            Keys.of(
                    "published",
                    Key.of("type", Shapes.text(), "Of the event"),
                    Key.of("subject", Shapes.text(), "Of the event: the account's Uid"),
                    Key.of("dataContains", Shapes.anything(), "A part of its data"));

    static final Keys PLACE =
            Keys.of(
                    "place",
                    Key.of("pointer", Shapes.text(), "Where in the post: /data/email"),
                    Key.of("detail", Shapes.text(), "A part of what it says"));

    static final Keys REFUSED =
            Keys.of(
                    "refused",
                    Key.of("status", STATUS, "What the third party is answered"),
                    Key.of("detail", Shapes.text(), "A part of what it is told"),
                    Key.of("errors", Shapes.listOf(Shapes.map(PLACE)), "Each place that is wrong"));

    static final Keys EXPECT =
            Keys.of(
                    "expect",
                    Key.of("status", words(STATUSES), "What became of the delivery"),
                    Key.of(
                            "skipped",
                            Shapes.text(),
                            "true, the rule that skips it, as it is written there, or echo"),
                    Key.of("request", Shapes.map(REQUEST), "The request, or a part of it"),
                    Key.of("action", words(ACTIONS), "The action of an inflow"),
                    Key.of(
                            "match",
                            Shapes.mapOf(Shapes.anything()),
                            "The values that the account is looked up by"),
                    Key.of("profile", Shapes.anything(), "The whole profile, sanitised"),
                    Key.of("profileContains", Shapes.anything(), "A part of it"),
                    Key.of(
                            "cleaned",
                            Shapes.listOf(Shapes.map(CLEANED)),
                            "What sanitising changed, each change in its place"),
                    Key.of("outcome", words(OUTCOMES), "What the action came to"),
                    Key.of(
                            "changed",
                            Shapes.listOf(Shapes.text()),
                            "The account's fields that it wrote"),
                    Key.of(
                            "lost",
                            Shapes.listOf(Shapes.map(LOST)),
                            "The fields that were not written, by the connector's conflict"),
                    Key.of(
                            "published",
                            Shapes.listOf(Shapes.map(PUBLISHED)),
                            "The events that echo: suppress publishes"),
                    Key.of(
                            "refused",
                            Shapes.anyOf(
                                    Shapes.with(Shapes.flag(), "enum", List.of(true)),
                                    Shapes.map(REFUSED)),
                            "true, or how the inflow's endpoint refuses the post"),
                    Key.of("error", Shapes.map(ERROR), "Why it failed"),
                    Key.of(
                            "attempts",
                            Shapes.anyOf(ATTEMPTS, Shapes.listOf(Shapes.map(ATTEMPT))),
                            "How often it was tried, or each attempt"),
                    Key.of(
                            "failedQuery",
                            Shapes.map(FAILED_QUERY),
                            "The failed query, or a part of it"),
                    Key.of("after", Shapes.map(AFTER), "What the after hooks did"),
                    Key.of("result", Shapes.anything(), "The delivery's result"),
                    Key.of(
                            "sent",
                            Shapes.listOf(Shapes.map(SENT)),
                            "What went to Camel endpoints"));

    static final Keys TEST =
            Keys.of(
                    "test",
                    Key.of("name", Shapes.text(), "What it shows"),
                    Key.required("given", oneOrMore(given()), "An event, or several"),
                    Key.of(
                            "answers",
                            oneOrMore(answer()),
                            "What the third party does with each request, in order; 200 without it"),
                    Key.of(
                            "endpoints",
                            Shapes.mapOf(oneOrMore(answer())),
                            "The same of Camel endpoints, by their URI"),
                    Key.of(
                            "accounts",
                            Shapes.listOf(Shapes.mapOf(Shapes.anything())),
                            "Accounts that the identity provider has, as profiles; none without it"),
                    Key.of(
                            "written",
                            Shapes.listOf(Shapes.mapOf(Shapes.anything())),
                            "What an outflow's own system has just written to accounts, as profiles"),
                    Key.of(
                            "secrets",
                            Shapes.mapOf(Shapes.text()),
                            "Texts that stand for secrets when a post is verified, by their names"),
                    Key.required(
                            "expect", oneOrMore(Shapes.map(EXPECT)), "What comes of each event"));

    private TestKeys() {}

    /** An event may have attributes of its own. */
    static Keys given(List<String> others) {
        List<Key> keys = new ArrayList<>(GIVEN.all());
        others.forEach(name -> keys.add(Key.of(name, Shapes.text(), "")));
        return new Keys(GIVEN.node(), keys);
    }

    private static Shape given() {
        return Shapes.with(
                Shapes.map(GIVEN), "patternProperties", Map.of("^[a-z0-9]{1,20}$", Map.of()));
    }

    private static Shape answer() {
        return Shapes.anyOf(STATUS, Shapes.matching("^(timeout|[1-5]\\d\\d)$"), Shapes.map(ANSWER));
    }

    private static Shape oneOrMore(Shape one) {
        return Shapes.anyOf(one, Shapes.listOf(one));
    }

    private static Shape words(List<String> words) {
        Map<String, String> meanings = new LinkedHashMap<>();
        words.forEach(word -> meanings.put(word, word));
        return Shapes.words(meanings);
    }
}
