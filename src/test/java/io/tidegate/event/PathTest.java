package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PathTest {
    private static final String[] NAMES = {
        "a", "b", "a.b", "Email", "with space", "", "0", "dc:title", "ü", "@type"
    };

    /** Jayway formats and logs every evaluation at DEBUG, which 100,000 of them do not need. */
    @BeforeAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("com.jayway.jsonpath")).setLevel(Level.INFO);
    }

    @Test
    void theWalkerSelectsWhatJaywaySelects() throws Exception {
        Random random = new Random(20260701);
        int selected = 0;
        for (int i = 0; i < 20_000; i++) {
            Object document = json(object(random, 4));
            for (int j = 0; j < 5; j++) {
                String path = path(random);
                Steps steps = new StepReader(path).read();
                assertThat(steps).as("%s is walked", path).isNotNull();
                List<Object> walked = steps.select(document);
                assertThat(walked)
                        .as("%s in %s", path, Json.text(document))
                        .isEqualTo(Query.compile(path, Outline.of(path)).select(document));
                selected += walked.size();
            }
        }
        assertThat(selected)
                .as("the documents and paths meet often enough to prove something")
                .isGreaterThan(10_000);
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder("$");
        int steps = random.nextInt(5);
        for (int i = 0; i < steps; i++) {
            String name = NAMES[random.nextInt(NAMES.length)];
            switch (random.nextInt(4)) {
                case 0 -> path.append('[').append(random.nextInt(7) - 3).append(']');
                case 1 -> path.append("['").append(name).append("']");
                case 2 -> path.append("[ \"").append(name).append("\" ]");
                default -> path.append(name.matches("[^ .]+") ? "." + name : "['" + name + "']");
            }
        }
        return path.toString();
    }

    private static String object(Random random, int depth) {
        List<String> fields = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                fields.add("\"" + name + "\":" + value(random, depth - 1));
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String value(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            if (random.nextBoolean()) {
                return object(random, depth);
            }
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(value(random, depth - 1));
            }
            return "[" + String.join(",", elements) + "]";
        }
        return List.of("null", "true", "false", "\"text\"", "7", "1.50").get(random.nextInt(6));
    }

    @Test
    void aSelectedNullIsNotAMissingField() throws Exception {
        Object event = json("{'data':{'a':null,'list':[null]}}");
        assertThat(Path.compile("$.data.a").select(event)).isEqualTo(Arrays.asList((Object) null));
        assertThat(Path.compile("$.data.a").first(event, "nothing")).isNull();
        assertThat(Path.compile("$.data.b").first(event, "nothing")).isEqualTo("nothing");
        assertThat(Path.compile("$.data.list[*]").first(event, "nothing")).isNull();
        assertThat(Path.compile("$.data.list[?(@.x)]").first(event, "nothing"))
                .isEqualTo("nothing");
        assertThat(Path.compile("$.data.a").selects(event)).isTrue();
        assertThat(Path.compile("$.data.a.b").selects(event)).isFalse();
    }

    @Test
    void onlyAPathToOneValueIsDefinite() throws Exception {
        for (String one : List.of("$", "$.a", "$['a'][0]", "$.a.length()", "$['a\\'b']")) {
            assertThat(Path.compile(one).definite()).as(one).isTrue();
        }
        for (String many : List.of("$.*", "$.a[*]", "$..a", "$.a[0:2]", "$.a[0,1]", "$[?(@.a)]")) {
            assertThat(Path.compile(many).definite()).as(many).isFalse();
        }
    }

    @Test
    void aPathSpeaksNamesWithEscapesSlicesAndFunctions() throws Exception {
        Object event = json("{'data':{'n':[3,1,2],'tags':['x','y']}}");
        assertThat(Path.compile("$.data.n[-2:]").select(event)).isEqualTo(List.of(1, 2));
        assertThat(Path.compile("$.data.n.max()").select(event)).isEqualTo(List.of(3.0));
        assertThat(Path.compile("$.data.tags.length()").select(event)).isEqualTo(List.of(2));
        assertThat(Path.compile("$.data.missing.length()").select(event)).isEmpty();
        assertThat(Path.compile("$..n[0]").select(event)).isEqualTo(List.of(3));
        assertThat(Path.compile("$['it\\'s']").select(java.util.Map.of("it's", 1)))
                .isEqualTo(List.of(1));
    }

    /**
     * Jayway keeps the last array index of a scan, and the arguments of a function, in the compiled
     * path.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..[0].name",
                "$..items[0].name",
                "$.data.items.concat($.data.suffix)",
                "$.length($..name)"
            })
    void aPathCarriesNothingFromOneEventToTheNext(String text) throws Exception {
        Object small = json("{'data':{'items':[{'name':'s'}],'suffix':'!'}}");
        Object large =
                json("{'data':{'items':[{'name':'a'},{'name':'b'},{'name':'c'}],'suffix':'?'}}");
        List<Object> ofSmall = Path.compile(text).select(small);
        List<Object> ofLarge = Path.compile(text).select(large);
        Path shared = Path.compile(text);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> readers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                readers.add(
                        () -> {
                            for (int i = 0; i < 500; i++) {
                                assertThat(shared.select(large)).isEqualTo(ofLarge);
                                assertThat(shared.select(small)).isEqualTo(ofSmall);
                            }
                            return null;
                        });
            }
            for (Future<Void> reader : threads.invokeAll(readers)) {
                reader.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aMistakeIsSaidWithItsPlace() {
        assertInvalid("data.Email", "a path starts with $, the event, but this is data.Email");
        assertInvalid(" ", "a path starts with $, the event, but this is empty");
        assertInvalid("$data", "expected . or [ but found d, at character 2 of $data");
        assertInvalid("$.data.", "a path cannot end with a dot, at character 7 of $.data.");
        assertInvalid(
                "$.data.First Name",
                "a name cannot hold a space unless it is quoted, as in $['a name'], at character 13 of $.data.First Name");
        assertInvalid(
                "$.data.x]",
                "a name cannot hold ] unless it is quoted, as in $['a name'], at character 9 of $.data.x]");
        assertInvalid(
                "$.data.tags.lenght()",
                "unknown function lenght() in $.data.tags.lenght(); there are [append, avg");
        assertInvalid(
                "$[?(@.a = 1)]",
                "not a path: $[?(@.a = 1)]: Expected character: ) (equality is written ==)");
        assertInvalid("$.data[0", "not a path: $.data[0: ");
    }

    private static void assertInvalid(String path, String message) {
        assertThatThrownBy(() -> Path.compile(path))
                .isInstanceOf(InvalidPath.class)
                .hasMessageStartingWith(message);
    }

    private static Object json(String text) throws InvalidJson {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
