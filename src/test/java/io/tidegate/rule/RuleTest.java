package io.tidegate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tidegate.event.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleTest {
    private static final Path CASES = Path.of("src/test/resources/rule");

    @TestFactory
    Stream<DynamicTest> aRuleHoldsIfItSelectsSomething() throws Exception {
        return folders(CASES)
                .filter(folder -> Files.exists(folder.resolve("event.json")))
                .flatMap(
                        folder -> Stream.concat(expecting(folder, true), expecting(folder, false)));
    }

    private static Stream<DynamicTest> expecting(Path folder, boolean holds) {
        try {
            Map<String, Object> event = event(folder);
            String before = Json.text(event);
            return Files.readAllLines(folder.resolve(holds ? "holds.txt" : "does-not-hold.txt"))
                    .stream()
                    .map(
                            expression ->
                                    dynamicTest(
                                            folder.getFileName()
                                                    + (holds ? ": " : ": not ")
                                                    + expression,
                                            () -> {
                                                Rule rule = Rule.compile(expression);
                                                assertThat(rule.holds(event)).isEqualTo(holds);
                                                assertThat(rule.holds(event))
                                                        .as("again")
                                                        .isEqualTo(holds);
                                                assertThat(Json.text(event)).isEqualTo(before);
                                            }));
        } catch (Exception e) {
            throw new IllegalStateException(folder.toString(), e);
        }
    }

    @TestFactory
    Stream<DynamicTest> aRuleThatCannotBeCompiledSaysWhatAndWhere() throws Exception {
        return folders(CASES.resolve("invalid"))
                .map(
                        folder ->
                                dynamicTest(
                                        folder.getFileName().toString(),
                                        () -> {
                                            String expression =
                                                    Files.readString(folder.resolve("rule.txt"));
                                            InvalidRule e =
                                                    catchThrowableOfType(
                                                            InvalidRule.class,
                                                            () -> Rule.compile(expression));
                                            assertThat(e)
                                                    .hasMessageStartingWith(
                                                            Files.readString(
                                                                            folder.resolve(
                                                                                    "error.txt"))
                                                                    .stripTrailing());
                                        }));
    }

    @Test
    void aRuleKnowsWhetherItHasAFilter() throws Exception {
        assertThat(Rule.compile("$[?(@.data.EmailVerified == true)]").hasFilter()).isTrue();
        assertThat(Rule.compile("$.data.Email[ ?(@.Type == 'Work')].Value").hasFilter()).isTrue();
        assertThat(Rule.compile("$.data.EmailVerified").hasFilter()).isFalse();
        assertThat(Rule.compile("$.data['[?(@.x)]']").hasFilter()).isFalse();
        assertThat(Rule.compile("$.data.Email[*]").hasFilter()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(Path folder) throws Exception {
        return (Map<String, Object>) Json.parse(Files.readAllBytes(folder.resolve("event.json")));
    }

    private static Stream<Path> folders(Path parent) throws Exception {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }
}
