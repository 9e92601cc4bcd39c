package io.tidegate.api;

import static io.tidegate.api.ApiUnderTest.json;
import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static io.tidegate.failedquery.StoredDeliveries.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.StoredResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    @TempDir Path temp;
    ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    // Who may ask

    @ParameterizedTest
    @CsvSource({
        "GET,/api/deliveries",
        "GET,/api/nothing-here",
        "DELETE,/api/deliveries",
        "POST,/api/backup",
        "GET,/api",
        "GET,/api/",
        "GET,/api/openapi.json",
        "GET,/api/../api/deliveries",
        "GET,/api/%ff"
    })
    void withoutTheTokenEverythingUnderApiIs401(String method, String path) {
        for (String token : new String[] {null, "", "wrong", ApiUnderTest.TOKEN + "x"}) {
            HttpResponse<String> response =
                    api.send(method, path, method.equals("POST") ? "{}" : null, token);
            assertThat(json(response, 401))
                    .containsEntry("title", "Unauthorized")
                    .containsEntry("type", "about:blank");
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer realm=\"tidegate\"");
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/deliveries", "GET,/api/nothing-here", "DELETE,/api/deliveries"})
    void theProducersTokenIsTooSmallARoleForAllOfIt(String method, String path) {
        assertThat(json(api.send(method, path, null, ApiUnderTest.PRODUCER), 403))
                .containsEntry("title", "Forbidden")
                .containsEntry(
                        "detail",
                        "this is the producer token, the management API needs the admin token");
    }

    @Test
    void withItWhatIsUnknownIs404AndAWrongMethodIs405() {
        assertThat(json(api.get("/api/nothing-here"), 404)).containsEntry("status", 404);
        assertThat(json(api.get("/api"), 404)).containsEntry("title", "Not Found");
        HttpResponse<String> wrong =
                api.send("DELETE", "/api/deliveries", null, ApiUnderTest.TOKEN);
        assertThat(json(wrong, 405))
                .containsEntry("detail", "the method is DELETE, allowed here: GET");
        assertThat(wrong.headers().firstValue("Allow")).hasValue("GET");
        assertThat(api.get("/api/failed-queries/1/replay").headers().firstValue("Allow"))
                .hasValue("POST");
    }

    // Deliveries

    @Test
    void aDeliveryHasExactlyTheFieldsOfTheContract() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        assertThat(api.items("/api/deliveries"))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.keySet())
                                    .containsExactly(
                                            "id",
                                            "connector",
                                            "event",
                                            "source",
                                            "type",
                                            "subject",
                                            "origin",
                                            "status",
                                            "reason",
                                            "stage",
                                            "held",
                                            "attempts",
                                            "dueAt",
                                            "createdAt",
                                            "finishedAt",
                                            "after",
                                            "result");
                            assertThat(item)
                                    .containsEntry("id", Long.toString(delivery.id()))
                                    .containsEntry("connector", "crm-contacts")
                                    .containsEntry("event", "e1")
                                    .containsEntry("source", "//shop")
                                    .containsEntry("type", "Register")
                                    .containsEntry("subject", "ann")
                                    .containsEntry("status", "pending")
                                    .containsEntry("held", null)
                                    .containsEntry("attempts", 0)
                                    .containsEntry("dueAt", Instant.ofEpochMilli(NOW).toString())
                                    .containsEntry("finishedAt", null)
                                    .containsEntry("after", "none");
                        });
    }

    @Test
    void aDeliveryIsShownWithItsAttemptsItsRequestAndItsFailedQueries() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        long failed = api.stored.failed(delivery, "e1", 0);
        Map<String, Object> json = api.json("/api/deliveries/" + delivery.id());
        assertThat(json)
                .containsEntry("status", "failed")
                .containsEntry("stage", "request")
                .containsEntry("event", "e1")
                .containsEntry("idempotencyKey", Long.toString(delivery.id()))
                .containsEntry("failedQueries", List.of(Long.toString(failed)));
        assertThat(json.get("request").toString())
                .isEqualTo(
                        "{method=PUT, url=https://api.crm.example/v1/contacts/1?key={{secret:crm}},"
                                + " headers={Content-Type=application/json}, body={\"email\":\"a@b.example\"}}");
        assertThat(json.get("attempts").toString())
                .isEqualTo(
                        "[{number=1, startedAt="
                                + Instant.ofEpochMilli(NOW - 9_000)
                                + ", durationMs=80, status=500,"
                                + " response=\u0000\u00ff, error=answered 500},"
                                + " {number=2, startedAt="
                                + Instant.ofEpochMilli(NOW - 500)
                                + ", durationMs=120, status=503,"
                                + " response=busy, error=the third party answered 503}]");
    }

    @Test
    void bytesThatAreNoTextAreBase64AndSayIt() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        var attempt =
                new io.tidegate.journal.Attempt(
                        1, NOW, 5, 500, new byte[] {(byte) 0xff, 0}, "answered 500");
        api.stored.record(
                delivery,
                new Change.Waiting(NOW, "request", "x"),
                new DeliveryRecord.Made(1, attempt, null, false));
        assertThat(api.json("/api/deliveries/" + delivery.id()).get("attempts").toString())
                .contains("response=/wA=, responseEncoding=base64");
    }

    @Test
    void anAnswerThatWasCutInTheMiddleOfACharacterIsStillText() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        byte[] cut = java.util.Arrays.copyOf(bytes("x".repeat(8191) + "é"), 8192);
        var attempt = new io.tidegate.journal.Attempt(1, NOW, 5, 500, cut, "answered 500");
        api.stored.record(
                delivery,
                new Change.Waiting(NOW, "request", "x"),
                new DeliveryRecord.Made(1, attempt, null, false));
        assertThat(api.json("/api/deliveries/" + delivery.id()).get("attempts").toString())
                .contains("response=" + "x".repeat(8191) + ",");
    }

    @Test
    void anUnfinishedDeliveryOfAConnectorThatIsGoneOrSwitchedOffIsHeld() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        api.connectors.clear();
        assertThat(api.items("/api/deliveries").get(0)).containsEntry("held", "missing");
        api.connectors.add(ApiUnderTest.connector("crm-contacts", ConnectorView.State.INACTIVE));
        assertThat(api.items("/api/deliveries").get(0)).containsEntry("held", "inactive");
        api.stored.failed(delivery, "e1", 0);
        assertThat(api.items("/api/deliveries").get(0)).containsEntry("held", null);
    }

    @Test
    void oneOnTheWireIsDeliveringAndNotPending() {
        DeliveryRef sent = api.stored.pending("e1", "ann");
        DeliveryRef next = api.stored.pending("e2", "bob");
        api.delivering.add(sent.id());
        assertThat(ids("/api/deliveries?status=delivering")).containsExactly(sent.id());
        assertThat(ids("/api/deliveries?status=pending")).containsExactly(next.id());
        assertThat(api.json("/api/deliveries/" + sent.id())).containsEntry("status", "delivering");
    }

    @Test
    void everyFilterOfDeliveriesIsObeyed() {
        DeliveryRef ann1 = api.stored.pending("e1", "ann");
        DeliveryRef ann2 = api.stored.pending("e2", "ann");
        DeliveryRef bob = api.stored.pending("e3", "bob");
        DeliveryRef none = api.stored.pending("e4", null);
        api.stored.failed(bob, "e3", 0);
        api.stored.record(
                none,
                new Change.Skipped("rule", "$[?(@.data.x)]"),
                new DeliveryRecord.Made(0, null, null, false));

        assertThat(ids("/api/deliveries"))
                .containsExactly(none.id(), bob.id(), ann2.id(), ann1.id());
        assertThat(ids("/api/deliveries?subject=ann")).containsExactly(ann2.id(), ann1.id());
        assertThat(ids("/api/deliveries?subject=ann&status=pending"))
                .containsExactly(ann2.id(), ann1.id());
        assertThat(ids("/api/deliveries?status=failed")).containsExactly(bob.id());
        assertThat(ids("/api/deliveries?status=skipped&connector=crm-contacts"))
                .containsExactly(none.id());
        assertThat(ids("/api/deliveries?status=waiting")).isEmpty();
        assertThat(ids("/api/deliveries?connector=other")).isEmpty();
        assertThat(ids("/api/deliveries?connector=crm-contacts&limit=1"))
                .containsExactly(none.id());
        assertThat(ids("/api/deliveries?event=e2")).containsExactly(ann2.id());
        assertThat(ids("/api/deliveries?event=e2&source=%2F%2Fshop")).containsExactly(ann2.id());
        assertThat(ids("/api/deliveries?event=e2&source=other")).isEmpty();
        assertThat(ids("/api/deliveries?source=%2F%2Fshop&status=pending"))
                .containsExactly(ann2.id(), ann1.id());
        assertThat(ids("/api/deliveries?event=nope")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&status=pending",
                "&connector=crm-contacts",
                "&subject=ann",
                "&source=//shop"
            })
    void pagesAreNewestFirstAndTogetherHoldEachOnceWhateverComesMeanwhile(String filter) {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(api.stored.pending("e" + i, "ann").id());
        }
        List<Long> seen = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = api.json("/api/deliveries?limit=3" + filter + cursor);
            for (Object item : (List<?>) page.get("items")) {
                seen.add(Long.valueOf(((Map<?, ?>) item).get("id").toString()));
            }
            cursor = page.get("next") == null ? null : "&cursor=" + page.get("next");
            api.stored.pending("later" + seen.size(), "ann");
        } while (cursor != null);
        Collections.reverse(made);
        assertThat(seen).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/deliveries?limit=0|limit is \"0\", allowed is a number from 1 to 500",
                "/api/deliveries?limit=501|limit is \"501\", allowed is a number from 1 to 500",
                "/api/deliveries?limit=x|limit is \"x\", allowed is a number from 1 to 500",
                "/api/deliveries?cursor=abc|cursor is not one that a list gave as next: leave it out to begin at the newest",
                "/api/deliveries?cursor=%C3%A4|cursor is not one that a list gave as next: leave it out to begin at the newest",
                "/api/deliveries?status=done|status is \"done\", allowed are pending, delivering, waiting, delivered, skipped, failed",
                "/api/failed-queries?state=closed|state is \"closed\", allowed are open, replayed, discarded",
                "/api/connectors?x=1|the query has \"x\", allowed here: none",
                "/api/deliveries?stauts=failed|the query has \"stauts\", allowed here: connector, cursor, event, from, limit, source, status, subject, text, to, type",
                "/api/deliveries?limit=1&limit=2|the query has \"limit\" twice, allowed is once",
                "/api/deliveries?subject=%00|the URL holds the control character %00, which no id or name has",
                "/api/deliveries?subject=%ff|the URL is not UTF-8 in percent-encoding: %ff",
            })
    void aQueryThatIsNotUnderstoodIs400AndSaysWhatIsAllowed(String path, String detail) {
        assertThat(json(api.get(path), 400))
                .containsEntry("detail", detail)
                .containsEntry("title", "Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "abc", "-1", "99999999999999999999", "9223372036854775808", "1%2F2"})
    void aDeliveryOrFailedQueryThatIsNotThereIs404(String id) {
        json(api.get("/api/deliveries/" + id), 404);
        json(api.get("/api/failed-queries/" + id), 404);
        json(api.post("/api/failed-queries/" + id + "/discard", "{}"), 404);
    }

    // Events

    @Test
    void anEventIsShownWithItsDataAndItsDeliveries() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        Map<String, Object> event = api.json("/api/events/e1");
        assertThat(event)
                .containsEntry("id", "e1")
                .containsEntry("source", "//shop")
                .containsEntry("time", "2026-09-21T10:00:00Z")
                .containsEntry("acceptedAt", Instant.ofEpochMilli(NOW).toString())
                .containsEntry("data", Map.of("Email", "a@b.example"));
        assertThat(event.get("deliveries").toString())
                .startsWith("[{id=" + delivery.id() + ", connector=crm-contacts,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a b+c", "ü?#%", "{id}"})
    void anEventIsFoundWhateverItsIdIsMadeOf(String id) {
        api.stored.pending(id, "ann");
        String encoded =
                java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20");
        assertThat(api.json("/api/events/" + encoded.replace(".", "%2E"))).containsEntry("id", id);
        assertThat(api.items("/api/deliveries?event=" + encoded)).hasSize(1);
    }

    @Test
    void textAndBinaryDataAreShownAsSuch() {
        pending("text", "text/plain", bytes("häl\"lo"));
        pending("binary", "image/png", new byte[] {1, 2});
        pending("none", null, null);
        assertThat(api.json("/api/events/text")).containsEntry("data", "häl\"lo");
        assertThat(api.json("/api/events/binary"))
                .containsEntry("data_base64", "AQI=")
                .doesNotContainKey("data");
        assertThat(api.json("/api/events/none")).doesNotContainKeys("data", "data_base64");
    }

    private void pending(String id, String contentType, byte[] data) {
        var optional = new Event.Attributes.Optional(contentType, Map.of("traceparent", "00-1"));
        api.stored.pending(
                new Event(
                        new Event.Attributes(id, "//shop", "Register", null, null, optional),
                        data));
    }

    @Test
    void anIdThatTwoSourcesUseNeedsTheSource() {
        api.stored.pending("e1", "ann");
        api.stored.pending(
                new Event(
                        new Event.Attributes(
                                "e1", "//app", "Login", null, null, Event.Attributes.Optional.NONE),
                        null));
        assertThat(json(api.get("/api/events/e1"), 409))
                .containsEntry(
                        "detail",
                        "several events have this id, add ?source= with one of: //app, //shop");
        assertThat(api.json("/api/events/e1?source=//app")).containsEntry("type", "Login");
        assertThat(json(api.get("/api/events/e1?source=//else"), 404)).containsEntry("status", 404);
        assertThat(api.items("/api/events?type=Login")).hasSize(1);
        assertThat(api.items("/api/events?subject=ann")).hasSize(1);
        assertThat(api.items("/api/events?source=//app")).hasSize(1);
        assertThat(api.items("/api/events")).hasSize(2).first().asString().doesNotContain("data=");
    }

    // Failed queries

    @Test
    void aFailedQueryHasTheColumnsOfItsTable() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        long id = api.stored.failed(delivery, "e1", 0);
        Map<String, Object> json = api.json("/api/failed-queries/" + id);
        assertThat(json.keySet())
                .containsExactly(
                        "id",
                        "deliveryId",
                        "connector",
                        "eventId",
                        "eventType",
                        "subject",
                        "stage",
                        "method",
                        "url",
                        "requestHeaders",
                        "requestBody",
                        "responseStatus",
                        "responseBody",
                        "error",
                        "attempts",
                        "firstAttemptAt",
                        "failedAt",
                        "state",
                        "resolvedAt",
                        "resolvedBy",
                        "explanation");
        assertThat(json)
                .containsEntry("deliveryId", Long.toString(delivery.id()))
                .containsEntry("requestBody", "{\"email\":\"a@b.example\"}")
                .containsEntry("responseStatus", 503)
                .containsEntry("responseBody", "busy")
                .containsEntry("state", "open");
        json.remove("explanation"); // of the one alone
        assertThat(api.items("/api/failed-queries?connector=crm-contacts&state=open"))
                .containsExactly(json);
        assertThat(api.items("/api/failed-queries?state=discarded")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"from\":\"event\"}", "{\"request\":{\"body\":{\"a\":1}}}"})
    void aReplayIs202AndASecondOne409(String body) {
        long id = api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0);
        assertThat(json(api.post("/api/failed-queries/" + id + "/replay", body), 202))
                .containsEntry("state", "replayed")
                .containsEntry("resolvedBy", "admin");
        assertThat(api.stored.released).containsExactly("crm-contacts");
        assertThat(api.items("/api/deliveries").get(0)).containsEntry("status", "pending");
        assertThat(json(api.post("/api/failed-queries/" + id + "/replay", body), 409))
                .containsEntry(
                        "detail",
                        "failed query "
                                + id
                                + " is replayed, only an open one can be replayed; nothing was changed");
        assertThat(json(api.post("/api/failed-queries/" + id + "/discard", ""), 409))
                .containsEntry("status", 409);
    }

    @Test
    void anEditedBodyIsSentAsTextOrAsJson() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        long id = api.stored.failed(delivery, "e1", 0);
        json(
                api.post(
                        "/api/failed-queries/" + id + "/replay",
                        "{\"request\":{\"url\":\"https://x.example/1\",\"headers\":{\"A\":\"b\"},\"body\":\"<a/>\"}}"),
                202);
        assertThat(api.json("/api/deliveries/" + delivery.id()).get("request").toString())
                .isEqualTo(
                        "{method=PUT, url=https://x.example/1, headers={A=b, Idempotency-Key="
                                + delivery.id()
                                + ".1}, body=<a/>}");
        assertThat(api.json("/api/deliveries/" + delivery.id()))
                .containsEntry("idempotencyKey", delivery.id() + ".1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|[]|the body must be a JSON object",
                "400|{|the body is not JSON",
                "422|{\"form\":\"event\"}|\"form\" is unknown here, allowed: request, from",
                "422|{\"from\":\"now\"}|from is \"now\", allowed is \"event\"",
                "422|{\"from\":\"event\",\"request\":{}}|a replay has either",
                "422|{\"request\":{}}|request must be an object with one or more of url, headers, body",
                "422|{\"request\":{\"uri\":\"x\"}}|\"uri\" is unknown here, allowed: url, headers, body",
                "422|{\"request\":{\"url\":1}}|the value is 1, allowed is a text",
                "422|{\"request\":{\"url\":\"ftp://x\"}}|request.url is \"ftp://x\", allowed is an absolute http or https URL",
                "422|{\"request\":{\"headers\":{\"a\":1}}}|the value is 1, allowed is a text",
            })
    void aReplayThatIsNotUnderstoodChangesNothing(int status, String body, String detail) {
        long id = api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0);
        Map<String, Object> problem =
                json(api.post("/api/failed-queries/" + id + "/replay", body), status);
        assertThat(problem.get("detail").toString())
                .startsWith(detail)
                .doesNotContain("Exception", "io.tidegate");
        assertThat(api.json("/api/failed-queries/" + id)).containsEntry("state", "open");
    }

    @Test
    void aDiscardEndsIt() {
        long id = api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0);
        assertThat(json(api.post("/api/failed-queries/" + id + "/discard", ""), 200))
                .containsEntry("state", "discarded")
                .containsEntry("resolvedAt", Instant.ofEpochMilli(NOW).toString());
        assertThat(api.items("/api/deliveries").get(0)).containsEntry("status", "failed");
    }

    @Test
    void aBodyBeyondEightMebibytesIs413() {
        assertThat(json(api.post("/api/failed-queries/1/replay", "x".repeat((8 << 20) + 1)), 413))
                .containsEntry("detail", "the body is larger than 8388608 bytes");
    }

    /** Read as the form that curl's -d says it is, one over 8 KiB could not be read. */
    @Test
    void aBodyIsJsonWhateverItsContentTypeSays() {
        long id = api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/failed-queries/%d/replay"
                                                .formatted(api.port(), id)))
                        .header("Authorization", "Bearer " + ApiUnderTest.TOKEN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"request\":{\"body\":\"%s\"}}"
                                                .formatted("x".repeat(20_000))))
                        .build();
        assertThat(api.client.sendAsync(request, BodyHandlers.ofString()).join().statusCode())
                .isEqualTo(202);
    }

    // The rest

    @Test
    void connectorsAndTriggersAreListed() {
        assertThat(api.json("/api/connectors").toString())
                .startsWith(
                        "{items=[{id=crm-contacts, title=CRM contacts, system=crm, kind=outflow, state=active,"
                                + " source=routes/crm.camel.yaml:2, on=[Register],"
                                + " to=https://api.crm.example/v1/contacts/{email}, inflow=null, retry={")
                .endsWith(
                        "window={inFlight=1, ready=2, waiting=3}, error=null, refused=[], active=true, discarding=false,"
                                + " changedAt=null, changedBy=null}], next=null}");
        assertThat(api.items("/api/triggers").get(0))
                .containsEntry("name", "Register")
                .containsEntry("loginRadius", true);
    }

    @Test
    void aBackupIsAJournalThatOpensWithAllThatWasThere() throws Exception {
        api.stored.pending("e1", "ann");
        Path file = temp.resolve("backup.db");
        String body = "{\"file\":\"" + file + "\"}";
        assertThat(json(api.post("/api/backup", body), 200)).containsEntry("file", file.toString());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        api.stored.pending("e2", "ann");

        SqlDatabase.open(new JournalSettings("jdbc:sqlite:" + file, null, null, 10)).close();
        try (var restored = new io.tidegate.failedquery.StoredDeliveries("jdbc:sqlite:" + file)) {
            assertThat(restored.row("SELECT id FROM event")).isEqualTo("e1");
            assertThat(restored.journal.due("crm-contacts", NOW, 10)).hasSize(1);
        }
        assertThat(json(api.post("/api/backup", body), 422).get("detail").toString())
                .isEqualTo(
                        "the backup file "
                                + file
                                + " exists already; name another, nothing was written");
        assertThat(
                        json(api.post("/api/backup", "{\"file\":\"relative\"}"), 422)
                                .get("detail")
                                .toString())
                .isEqualTo(
                        "file is \"relative\", allowed is an absolute path on the server's machine");
        assertThat(
                        json(api.post("/api/backup", "{\"file\":\"/no/such/folder/x\"}"), 422)
                                .get("detail")
                                .toString())
                .isEqualTo("the folder /no/such/folder does not exist; nothing was written");
    }

    private List<Long> ids(String path) {
        return api.items(path).stream()
                .map(item -> Long.valueOf(item.get("id").toString()))
                .toList();
    }

    // After hooks

    @Test
    void afterHooksAreRunAgainOnlyIfTheyHaveEnded() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        String path = "/api/deliveries/" + delivery.id() + "/after";
        assertThat(json(api.post(path, "{}"), 409).get("detail").toString())
                .contains("is pending, only a delivered one has after hooks");
        api.stored.record(
                delivery,
                new Change.Delivered(new StoredResponse(201, Map.of(), bytes("{}"))),
                new DeliveryRecord.Made(1, null, null, false));
        api.stored.record(
                delivery,
                new Change.HooksFailed("after", "line 3"),
                new DeliveryRecord.Made(1, null, null, false));

        assertThat(json(api.post(path, ""), 202))
                .containsEntry("status", "delivered")
                .containsEntry("after", "due")
                .containsEntry("reason", null)
                .containsKey("attempts");
        assertThat(api.hooksDue).containsExactly("crm-contacts:" + delivery.id());
        assertThat(json(api.post(path, ""), 409).get("detail").toString())
                .endsWith(
                        "has after hooks that are due and run by themselves; nothing was changed");
        assertThat(json(api.post("/api/deliveries/12/after", ""), 404)).containsKey("detail");
        assertThat(json(api.post(path, "{\"from\":\"event\"}"), 400)).containsKey("errors");
        assertThat(api.send("POST", path, "", "wrong").statusCode()).isEqualTo(401);
    }
}
