package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.FieldTrace.Converted;
import io.tidegate.mapping.FieldTrace.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trace tells of each field what {@code apply} does, and changes nothing of it. */
class MappingTraceTest {
    private static final Map<String, Object> EVENT =
            Map.of("data", Map.of("name", " Ada ", "list", List.of(1, 2)));

    private static FieldTrace trace(Object source) throws Exception {
        Mapping mapping =
                Mapping.compile(
                        Map.of("x", source),
                        new LookupTables() {
                            @Override
                            public Map<String, String> load(String path) {
                                throw new AssertionError(path);
                            }

                            @Override
                            public String locate(String path) {
                                return path;
                            }
                        });
        return mapping.trace(EVENT).get(0);
    }

    @Test
    void eachConverterTellsWhatItMade() throws Exception {
        assertThat(trace(Map.of("from", "$.data.name", "convert", List.of("trim", "lower"))))
                .isEqualTo(
                        new FieldTrace(
                                "x",
                                "$.data.name",
                                " Ada ",
                                List.of(
                                        new Converted("trim", "Ada"),
                                        new Converted("lower", "ada")),
                                new Result("ada", false, null)));
    }

    @Test
    void theDefaultStandsForNothingAndIsNotConverted() throws Exception {
        assertThat(trace(Map.of("from", "$.data.none", "convert", "trim", "default", " d ")))
                .isEqualTo(
                        new FieldTrace(
                                "x",
                                "$.data.none",
                                FieldTrace.NOTHING,
                                List.of(),
                                new Result(" d ", true, null)));
    }

    @Test
    void whatFailsTellsHowFarItCame() throws Exception {
        assertThat(trace(Map.of("from", "$.data.name", "convert", List.of("trim", "number"))))
                .isEqualTo(
                        new FieldTrace(
                                "x",
                                "$.data.name",
                                " Ada ",
                                List.of(new Converted("trim", "Ada")),
                                new Result(
                                        FieldTrace.NOTHING,
                                        false,
                                        "mapping \"x\": number cannot convert \"Ada\": not a number such as 12, -3.50 or 1e6")));
    }

    @Test
    void nothingIsNotNull() throws Exception {
        assertThat(trace("$.data.none").result().value()).isSameAs(FieldTrace.NOTHING);
        assertThat(trace(Map.of("expr", "null")).result().value()).isNull();
    }
}
