package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedMappingTest {
    private static final LookupTables NO_TABLES = new FileLookupTables(Path.of("."));

    @Test
    void threadsThatShareMappingsSeeTheirOwnEventsOnly() throws Exception {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(
                "name",
                Map.of(
                        "expr",
                        "($n := data.name; $f := function($x) { $n & $x }; $map(data.list, $f))"));
        spec.put("clone", Map.of("expr", "$ ~> |data|{ 'seen': $$.id }|"));
        spec.put("again", Map.of("expr", "$join(data.list.($string($) & $$.id), '-')"));
        spec.put("joined", Map.of("from", "$.data.list[*]", "convert", Map.of("join", "+")));
        Mapping first = Mapping.compile(spec, NO_TABLES);
        Mapping second = Mapping.compile(Map.of("id", Map.of("expr", "id")), NO_TABLES);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                runs.add(
                        () -> {
                            for (int i = 0; i < 1_000; i++) {
                                String id = "e" + thread + "x" + i;
                                Map<String, Object> event = event(id, i);
                                assertThat(Json.text(first.apply(event)))
                                        .isEqualTo(expected(id, i));
                                assertThat(second.apply(event)).isEqualTo(Map.of("id", id));
                            }
                            return null;
                        });
            }
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void oneExpressionLeavesNothingBehindForTheNext() throws Exception {
        Mapping leaves =
                Mapping.compile(Map.of("a", Map.of("expr", "$secret := data.name")), NO_TABLES);
        Mapping looks = Mapping.compile(Map.of("a", Map.of("expr", "$secret")), NO_TABLES);
        assertThat(leaves.apply(event("1", 1))).isEqualTo(Map.of("a", "n1"));
        assertThat(looks.apply(event("2", 2))).isEqualTo(Map.of());
        assertThat(leaves.apply(event("3", 3))).isEqualTo(Map.of("a", "n3"));
        assertThat(looks.apply(event("4", 4))).isEqualTo(Map.of());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aBodySharesNothingWithTheEventOrTheMapping() throws Exception {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("data", "$.data");
        spec.put("constant", Map.of("value", new ArrayList<>(List.of("c"))));
        spec.put(
                "otherwise",
                Map.of("from", "$.nothing", "default", new LinkedHashMap<>(Map.of("k", "v"))));
        spec.put("computed", Map.of("expr", "data.list"));
        Mapping mapping = Mapping.compile(spec, NO_TABLES);
        Map<String, Object> event = event("1", 1);
        String before = Json.text(event);
        Map<String, Object> body = (Map<String, Object>) mapping.apply(event);
        String fresh = Json.text(body);
        ((Map<String, Object>) body.get("data")).put("name", "changed");
        ((List<Object>) ((Map<String, Object>) body.get("data")).get("list")).clear();
        ((List<Object>) body.get("constant")).clear();
        ((Map<String, Object>) body.get("otherwise")).clear();
        ((List<Object>) body.get("computed")).clear();
        assertThat(Json.text(event)).isEqualTo(before);
        assertThat(Json.text(mapping.apply(event))).isEqualTo(fresh);
    }

    @Test
    void targetsAreInTheOrderOfTheSpec() throws Exception {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("z", "$.id");
        spec.put("a.b", "$.id");
        assertThat(Mapping.compile(spec, NO_TABLES).targets()).containsExactly("z", "a.b");
    }

    @Test
    void everyConverterIsInTheCatalogue() {
        assertThat(Converters.catalogue())
                .containsKeys(
                        "trim",
                        "lower",
                        "upper",
                        "capitalize",
                        "number",
                        "boolean",
                        "date",
                        "split",
                        "join")
                .containsKeys(
                        "phone-e164", "sha256", "lookup", "first", "last", "string", "truncate")
                .allSatisfy(
                        (name, does) ->
                                assertThat(does).as(name).isNotBlank().doesNotContain("\n"));
    }

    private static String expected(String id, int i) {
        String n = "n" + i;
        return ("{'name':['"
                        + n
                        + "1','"
                        + n
                        + "2'],'clone':{'id':'"
                        + id
                        + "','data':{'name':'"
                        + n
                        + "','list':[1,2],'seen':'"
                        + id
                        + "'}},'again':'1"
                        + id
                        + "-2"
                        + id
                        + "','joined':'1+2'}")
                .replace('\'', '"');
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(String id, int i) throws Exception {
        String json = "{'id':'" + id + "','data':{'name':'n" + i + "','list':[1,2]}}";
        return (Map<String, Object>)
                Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
