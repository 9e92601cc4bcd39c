package io.tidegate.crash;

import static org.awaitility.Awaitility.await;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts events at a steady pace and remembers each that was answered 202. A batch without an answer
 * is sent again, with the same ids, until it has one: what a good producer does.
 */
final class Producer implements AutoCloseable {
    private static final int THREADS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(THREADS);
    private final Map<String, Sent> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<String> types;
    private final Pace each;
    private volatile List<URI> targets = List.of(URI.create("http://127.0.0.1:9/events"));
    private volatile boolean making;
    private volatile long began;

    /** An event, as far as its outcome depends on it. */
    record Sent(String id, String type, String subject, boolean unwanted) {
        Map<String, Object> json() {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("specversion", "1.0");
            event.put("id", id);
            event.put("source", "/crash");
            event.put("type", type);
            event.put("subject", subject);
            event.put("data", Map.of("unwanted", unwanted, "text", "x".repeat(300)));
            return event;
        }
    }

    /**
     * What each of the threads does.
     *
     * @param millis from an answer to the next batch
     * @param maxBatch events in a batch at most; on average half as many
     * @param subjects how many are its own
     * @param perSecond events that its batches come to, however long answers take; 0: as they come
     */
    record Pace(long millis, int maxBatch, int subjects, int perSecond) {
        static Pace every(long millis) {
            return new Pace(millis, 6, 12, 0);
        }

        /** So many events a second from all threads. */
        static Pace of(int eventsPerSecond) {
            return new Pace(20, 200, 40, eventsPerSecond / THREADS);
        }
    }

    Producer(List<String> types, Pace each, long seed) {
        this.types = types;
        this.each = each;
        for (int thread = 0; thread < THREADS; thread++) {
            Poster poster = new Poster(thread, new Random(seed + thread));
            pace.scheduleWithFixedDelay(poster, 0, each.millis(), TimeUnit.MILLISECONDS);
        }
    }

    void to(TidegateProcess process) {
        to(List.of(process));
    }

    /** Each batch goes to any of them; one without an answer goes to any of them again. */
    void to(List<TidegateProcess> processes) {
        targets = processes.stream().map(process -> process.url("/events")).toList();
        began = began == 0 ? System.nanoTime() : began;
        making = true;
    }

    /** Makes no new events; returns when every batch has its answer. */
    void pause() {
        making = false;
        await("every batch to be answered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> unanswered.get() == 0);
    }

    Map<String, Sent> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    int acknowledgedSoFar() {
        return acknowledged.size();
    }

    /** How often this status was answered; 0 stands for no answer at all. */
    int answered(int status) {
        AtomicInteger count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    Set<Integer> statuses() {
        return Set.copyOf(answers.keySet());
    }

    /** Answers that break the contract, in words. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** One line of events with subjects of its own, so that their order is known. */
    private final class Poster implements Runnable {
        private final int number;
        private final Random random;
        private List<Sent> batch = List.of();
        private long made;

        Poster(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                int size = batch.isEmpty() && making ? size() : 0;
                if (size > 0) {
                    unanswered.incrementAndGet();
                    batch = make(size);
                }
                if (!batch.isEmpty()) {
                    post();
                }
            } catch (IOException e) {
                answers.computeIfAbsent(0, s -> new AtomicInteger()).incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | InvalidJson e) {
                wrong.add(e.toString());
            }
        }

        private URI any(List<URI> of) {
            return of.get(random.nextInt(of.size()));
        }

        private int size() {
            if (each.perSecond() == 0) {
                return 1 + random.nextInt(each.maxBatch());
            }
            long due = (System.nanoTime() - began) * each.perSecond() / 1_000_000_000L;
            return (int) Math.min(each.maxBatch(), due - made);
        }

        private List<Sent> make(int size) {
            made += size;
            List<Sent> events = new ArrayList<>();
            for (int n = size; n > 0; n--) {
                events.add(
                        new Sent(
                                "e-" + ids.incrementAndGet(),
                                types.get(random.nextInt(types.size())),
                                "subject-" + number + "-" + random.nextInt(each.subjects()),
                                random.nextInt(3) == 0));
            }
            return events;
        }

        private void post() throws IOException, InterruptedException, InvalidJson {
            byte[] body = Json.write(batch.stream().map(Sent::json).toList());
            HttpRequest request =
                    HttpRequest.newBuilder(any(targets))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                            .header("Content-Type", "application/cloudevents-batch+json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build();
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answers.computeIfAbsent(response.statusCode(), s -> new AtomicInteger())
                    .incrementAndGet();
            if (response.statusCode() == 202) {
                acknowledge((Map<?, ?>) Json.parse(response.body()));
            } else if (response.headers().firstValue("retry-after").isEmpty()) {
                wrong.add(response.statusCode() + " without Retry-After");
            }
        }

        private void acknowledge(Map<?, ?> answer) {
            Set<Object> named = new HashSet<>((List<?>) answer.get("accepted"));
            named.addAll((List<?>) answer.get("duplicates"));
            for (Sent sent : batch) {
                if (!named.remove(sent.id())) {
                    wrong.add("202 does not name " + sent.id());
                }
                acknowledged.put(sent.id(), sent);
            }
            if (!named.isEmpty()) {
                wrong.add("202 names what was not sent: " + named);
            }
            batch = List.of();
            unanswered.decrementAndGet();
        }
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}
