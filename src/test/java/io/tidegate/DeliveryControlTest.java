package io.tidegate;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tidegate.intake.Wire.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each word of a connector's delivery control, by what arrives at its third party. */
class DeliveryControlTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private static final Map<String, String> CONNECTORS =
            Map.ofEntries(
                    entry("narrow", "concurrency: 3"),
                    entry("limited", "rateLimit: 20/s"),
                    entry(
                            "skipping",
                            "rateLimit: 1/m\n    rules: [ \"$.data[?(@.send == true)]\" ]"),
                    entry("slowed", "retry: { attempts: 3, delay: 10ms }"),
                    entry(
                            "parked",
                            "breaker: { after: 3, for: 1s }\n    concurrency: 2\n"
                                    + "    retry: { attempts: 3, delay: 20ms }"),
                    entry(
                            "dying",
                            "deactivateAfter: 1s\n    retry: { attempts: 900, delay: 50ms }"),
                    entry("gone", "retry: { attempts: 9, delay: 50ms }"),
                    entry("one-gone", "retry: { attempts: 0 }"),
                    entry(
                            "batched",
                            "batch: { size: 10, within: 300ms, in: rows, outcomes: { at: $.results,"
                                    + " success: \"$[?(@.ok == true)]\", error: $.why } }\n    concurrency: 1\n"
                                    + "    retry: { attempts: 1, delay: 10ms }"),
                    entry(
                            "picky",
                            "batch: { size: 5, within: 200ms }\n    concurrency: 1\n    retry: { attempts: 1, delay: 10ms }"),
                    entry("healthy", "ordered: true"));

    private static final Map<String, ThirdParty> PARTIES = new HashMap<>();
    private static ThirdParty hook;
    private static MailServer mail;
    private static RunningServer server;
    private static int events;

    @TempDir static Path folder;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder yaml = new StringBuilder();
        for (Map.Entry<String, String> one : CONNECTORS.entrySet()) {
            ThirdParty party = new ThirdParty();
            PARTIES.put(one.getKey(), party);
            yaml.append(
                    """
                    - outflow:
                        id: NAME
                        on: com.acme.NAME
                        to: http://127.0.0.1:PORT/PATH
                        WORDS
                    """
                            .replace("NAME", one.getKey())
                            .replace("PORT", Integer.toString(party.port()))
                            .replace("PATH", one.getKey().equals("one-gone") ? "{n}" : "people")
                            .replace("WORDS", one.getValue()));
        }
        hook = new ThirdParty();
        mail = new MailServer();
        server =
                new RunningServer(
                        folder,
                        yaml.toString(),
                        Map.of(
                                "TIDEGATE_NOTICE_WEBHOOK",
                                "http://127.0.0.1:" + hook.port() + "/ops",
                                "TIDEGATE_NOTICE_SECRET",
                                SECRET,
                                "TIDEGATE_NOTICE_MAIL",
                                "smtp://127.0.0.1:"
                                        + mail.port()
                                        + "?from=tidegate@example.com&to=ops@example.com"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        for (ThirdParty party : PARTIES.values()) {
            party.close();
        }
        hook.close();
        mail.close();
    }

    private static void send(String connector, int number) throws IOException {
        send(connector, number, "s" + events, "true");
    }

    private static String event(String connector, int number, String subject, String send) {
        return RunningServer.event(
                        connector + events++,
                        "com.acme." + connector,
                        "{\"n\":" + number + ",\"send\":" + send + "}")
                .replace("\"data\"", "\"subject\":\"" + subject + "\",\"data\"");
    }

    private static void sendTogether(String connector, int events) throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add(event(connector, i, "subject" + i, "true"));
        }
        Answer answer =
                server.post(
                        "Content-Type: application/cloudevents-batch+json\r\n",
                        "[" + String.join(",", all) + "]");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static void send(String connector, int number, String subject, String send)
            throws IOException {
        Answer answer = server.post(event(connector, number, subject, send));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static ThirdParty party(String connector) {
        return PARTIES.get(connector);
    }

    private static List<Integer> numbers(String connector) {
        return party(connector).requests.stream()
                .map(request -> Pattern.compile("\"n\":(\\d+)").matcher(request))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private static List<String> statuses(String connector) {
        return server.rows(
                "SELECT status || attempts FROM delivery WHERE connector = '"
                        + connector
                        + "' ORDER BY id");
    }

    private static void await(Runnable asserted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(asserted::run);
    }

    private static String pace(String connector) throws IOException {
        String body = server.get("/api/connectors/" + connector).body();
        return body.replaceAll("(?s).*(\"pace\":\\{.*?}).*", "$1");
    }

    private static void awaitPace(String connector, String part) {
        await(
                () -> {
                    try {
                        assertThat(pace(connector)).contains(part);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void noMoreRequestsThanItsConcurrencyAreOnTheWireAtOnce() throws IOException {
        AtomicInteger onTheWire = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        CountDownLatch answers = new CountDownLatch(1);
        party("narrow")
                .behave(
                        out -> {
                            seen.add(onTheWire.incrementAndGet());
                            await(answers);
                            onTheWire.decrementAndGet();
                            ThirdParty.FINE.answer(out);
                        });
        for (int i = 0; i < 20; i++) {
            send("narrow", i);
        }
        await(() -> assertThat(onTheWire).hasValue(3));
        assertThat(server.get("/api/connectors/narrow").body())
                .contains("\"window\":{\"inFlight\":3,\"ready\":17");

        answers.countDown();
        await(() -> assertThat(seen).hasSize(20));
        assertThat(seen).allMatch(at -> at <= 3);
        assertThat(pace("narrow")).contains("\"concurrency\":3", "\"rateLimit\":null");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void noSecondSeesMoreRequestsThanTheLimit() throws IOException {
        List<Long> arrived = new CopyOnWriteArrayList<>();
        party("limited")
                .behave(
                        out -> {
                            arrived.add(System.nanoTime());
                            ThirdParty.FINE.answer(out);
                        });
        for (int i = 0; i < 50; i++) {
            send("limited", i);
        }
        assertThat(pace("limited")).contains("\"rateLimit\":\"20/s\"", "\"perSecond\":20.0");

        await(() -> assertThat(arrived).hasSize(50));
        for (int i = 0; i + 20 < arrived.size(); i++) {
            long millis = (arrived.get(i + 20) - arrived.get(i)) / 1_000_000;
            assertThat(millis).as("between %s and its 20th successor", i).isGreaterThan(900);
        }
        assertThat(server.get("/observe/metrics").body())
                .contains("tidegate_connector_pace{connector=\"limited\"} 20.0");
    }

    @Test
    void whatIsSkippedTakesNothingOfTheLimit() throws IOException {
        for (int i = 0; i < 40; i++) {
            send("skipping", i, "s", "false");
        }
        send("skipping", 40, "s", "true");

        await(() -> assertThat(numbers("skipping")).containsExactly(40));
        assertThat(statuses("skipping")).filteredOn("skipped0"::equals).hasSize(40);
    }

    @Test
    void a429SlowsTheConnectorAndItsRetryAfterHoldsAllOfIt() throws IOException {
        List<Long> arrived = new CopyOnWriteArrayList<>();
        AtomicInteger requests = new AtomicInteger();
        party("slowed")
                .behave(
                        out -> {
                            arrived.add(System.nanoTime());
                            answerFirst(requests, out);
                        });
        send("slowed", 0);
        awaitPace("slowed", "\"slowed\":true");
        assertThat(pace("slowed")).contains("\"perSecond\":8.0", "\"parkedUntil\":\"2");
        assertThat(server.get("/observe/health").body())
                .contains("connector slowed is parked until 2");
        send("slowed", 1);
        send("slowed", 2);

        await(() -> assertThat(arrived).hasSize(4));
        assertThat((arrived.get(1) - arrived.get(0)) / 1_000_000).isGreaterThan(950);
        await(
                () ->
                        assertThat(statuses("slowed"))
                                .containsExactly("delivered2", "delivered1", "delivered1"));
        assertThat((arrived.get(3) - arrived.get(1)) / 1_000_000)
                .as("8 a second")
                .isGreaterThan(200);
    }

    private static void answerFirst(AtomicInteger requests, OutputStream out) throws IOException {
        if (requests.getAndIncrement() == 0) {
            out.write(
                    ThirdParty.ascii(
                            "HTTP/1.1 429 Slow\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
        } else {
            ThirdParty.FINE.answer(out);
        }
    }

    @Test
    void anOpenBreakerParksWithoutUsingUpRetriesAndAllGoOnInOrderWhenItCloses() throws IOException {
        party("parked").says(BUSY);
        for (int i = 0; i < 60; i++) {
            send("parked", i, "subject" + i % 3, "true");
        }
        awaitPace("parked", "\"breaker\":\"open\"");
        int before = party("parked").requests.size();
        await(() -> assertThat(party("parked").requests.size()).isGreaterThan(before + 1));
        assertThat(server.get("/observe/metrics").body())
                .containsPattern("tidegate_connector_breaker\\{connector=\"parked\"} [12]\\.0");
        assertThat(statuses("parked")).filteredOn("pending0"::equals).hasSizeGreaterThan(40);

        party("parked").behave(ThirdParty.FINE);
        await(
                () ->
                        assertThat(statuses("parked"))
                                .hasSize(60)
                                .allMatch(is -> is.matches("(delivered|failed)\\d")));
        assertThat(pace("parked")).contains("\"breaker\":\"closed\"");
        assertThat(statuses("parked"))
                .as("the few that tried")
                .filteredOn(is -> is.startsWith("failed"))
                .hasSizeLessThan(4);
        for (int subject = 0; subject < 3; subject++) {
            int one = subject;
            assertThat(numbers("parked").stream().filter(n -> n % 3 == one).distinct()).isSorted();
        }
    }

    @Test
    void whatOnlyFailsIsSwitchedOffByTidegateAndSomebodyIsTold() throws Exception {
        mail.refuse(true);
        party("dying").says("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        send("dying", 1);

        await(() -> assertThat(server.rows("SELECT connector FROM activation")).contains("dying"));
        assertThat(server.get("/api/connectors/dying").body())
                .contains("\"state\":\"inactive\"", "\"changedBy\":\"tidegate\"");
        assertThat(statuses("dying")).singleElement().asString().startsWith("waiting");
        assertThat(server.get("/api/audit?action=connector.deactivate").body())
                .contains("\"dying\"", "it had nothing but failures since ", "allowed are 1s");
        await(() -> assertThat(notices("dying")).isNotEmpty());
        String notice = notices("dying").get(0);
        Matcher parts = Pattern.compile("(?s)(.*?)\r\n\r\n(.*)").matcher(notice);
        assertThat(parts.matches()).isTrue();
        new Webhook(SECRET).verify(parts.group(2), headers(parts.group(1)));
        assertThat(parts.group(2)).contains("\"type\":\"tidegate.connector.deactivated\"");

        await(
                () ->
                        assertThat(server.rows("SELECT way FROM notice"))
                                .as("kept until it is taken")
                                .contains("mail"));
        assertThat(mails("dying")).isEmpty();
        mail.refuse(false);
        await(() -> assertThat(mails("dying")).hasSize(1));
        assertThat(mails("dying").get(0))
                .contains("Subject: Tidegate: tidegate.connector.deactivated", "ops@example.com");
        await(() -> assertThat(server.rows("SELECT way FROM notice")).isEmpty());

        party("dying").behave(ThirdParty.FINE);
        server.admin("/api/connectors/dying/activate", "");
        await(
                () ->
                        assertThat(statuses("dying"))
                                .singleElement()
                                .asString()
                                .startsWith("delivered"));
    }

    private static List<String> notices(String connector) {
        return hook.requests.stream()
                .filter(request -> request.contains("\"connector\":\"" + connector + "\""))
                .toList();
    }

    private static List<String> mails(String connector) {
        return mail.mails.stream().filter(one -> one.contains(connector)).toList();
    }

    private static HttpHeaders headers(String head) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 2)));
            }
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @Test
    void a410SwitchesOffAConnectorWithOneAddress() throws IOException {
        party("gone").says("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
        send("gone", 1);

        await(() -> assertThat(server.rows("SELECT connector FROM activation")).contains("gone"));
        await(() -> assertThat(notices("gone")).hasSize(1));
        assertThat(notices("gone").get(0)).contains("its third party answered 410 Gone");
        assertThat(statuses("gone")).singleElement().asString().startsWith("waiting");
    }

    @Test
    void a410OfOneRecordIsAFailureLikeAnyOther() throws IOException {
        party("one-gone").says("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
        send("one-gone", 1);
        await(() -> assertThat(statuses("one-gone")).containsExactly("failed1"));
        party("one-gone").behave(ThirdParty.FINE);
        send("one-gone", 2);

        await(() -> assertThat(statuses("one-gone")).containsExactly("failed1", "delivered1"));
    }

    @Test
    void recordsGoTogetherAndEachHasItsOwnOutcome() throws IOException {
        party("batched").behave(DeliveryControlTest::takeAllButSevens);
        sendTogether("batched", 25);

        await(
                () ->
                        assertThat(statuses("batched"))
                                .hasSize(25)
                                .allMatch(is -> is.matches("delivered1|failed2")));
        assertThat(statuses("batched").get(7)).isEqualTo("failed2");
        assertThat(statuses("batched").get(17)).isEqualTo("failed2");
        assertThat(statuses("batched")).filteredOn("delivered1"::equals).hasSize(23);
        List<String> requests = List.copyOf(party("batched").requests);
        assertThat(requests).hasSizeLessThan(15).allMatch(one -> one.contains("{\"rows\":[{"));
        assertThat(requests).allMatch(one -> records(one) <= 10);
        assertThat(requests).anyMatch(one -> records(one) == 10);
        assertThat(requests).anyMatch(one -> one.contains("Idempotency-Key: batch-"));
        assertThat(server.rows("SELECT error FROM failed_query WHERE connector = 'batched'"))
                .containsOnly(
                        "the third party did not take this record of the batch: no sevens here");
        assertThat(
                        server.rows(
                                "SELECT CAST(request_body AS TEXT) FROM failed_query WHERE connector = 'batched'"
                                        + " ORDER BY delivery_id"))
                .containsExactly("{\"n\":7,\"send\":true}", "{\"n\":17,\"send\":true}");
    }

    private static int records(String request) {
        return request.split("\"n\":", -1).length - 1;
    }

    private static void takeAllButSevens(OutputStream out) throws IOException {
        List<String> results = new ArrayList<>();
        String request = party("batched").requests.get(party("batched").requests.size() - 1);
        Matcher found = Pattern.compile("\"n\":(\\d+)").matcher(request);
        while (found.find()) {
            results.add(
                    found.group(1).endsWith("7")
                            ? "{\"ok\":false,\"why\":\"no sevens here\"}"
                            : "{\"ok\":true}");
        }
        String body = "{\"results\":[" + String.join(",", results) + "]}";
        out.write(
                ThirdParty.ascii(
                        "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    @Test
    void oneBadRecordDoesNotTakeItsBatchWithIt() throws IOException {
        party("picky")
                .behave(
                        out -> {
                            List<String> all = party("picky").requests;
                            if (all.get(all.size() - 1).contains("\"n\":3,")) {
                                out.write(
                                        ThirdParty.ascii(
                                                "HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n"));
                            } else {
                                ThirdParty.FINE.answer(out);
                            }
                        });
        sendTogether("picky", 5);

        await(
                () ->
                        assertThat(statuses("picky"))
                                .hasSize(5)
                                .allMatch(is -> is.matches("(delivered|failed)\\d")));
        assertThat(statuses("picky")).filteredOn("failed2"::equals).hasSize(1);
        assertThat(statuses("picky").get(3)).isEqualTo("failed2");
        assertThat(
                        server.get(
                                        "/api/deliveries/"
                                                + server.rows(
                                                                "SELECT id FROM delivery WHERE connector = 'picky' AND status = 'failed'")
                                                        .get(0))
                                .body())
                .contains("\"records\":[");
    }

    @Test
    void aParkedConnectorHoldsNoOtherUp() throws IOException {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            send("healthy", i, "one", "true");
            sent.add(i);
        }

        await(() -> assertThat(numbers("healthy")).isEqualTo(sent));
    }
}
