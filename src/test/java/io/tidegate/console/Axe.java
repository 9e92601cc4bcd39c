package io.tidegate.console;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * axe-core in a page. It is put there once a document, and only violations are told in full: both
 * cost most of what a look costs.
 */
final class Axe {
    private static final String SOURCE = source();

    private static final String RUN =
            """
            async runOnly => {
                const found = await axe.run(document, {runOnly, resultTypes: ['violations']});
                return found.violations.map(rule => `${rule.id}: ${rule.help}` + rule.nodes
                    .slice(0, 4)
                    .map(node => `\\n  ${node.html}\\n  ${node.failureSummary}`)
                    .join(''));
            }""";

    private static final Map<String, Object> ALL =
            Map.of(
                    "type",
                    "tag",
                    "values",
                    List.of(
                            "wcag2a",
                            "wcag2aa",
                            "wcag21a",
                            "wcag21aa",
                            "wcag22aa",
                            "best-practice"));

    /** What other colours of the same elements can break. */
    private static final Map<String, Object> COLOURS =
            Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

    private Axe() {}

    /** Each barrier of the page as it stands, with up to four places. */
    static List<?> barriers(Page page) {
        return look(page, ALL);
    }

    /** Of a page whose elements were looked at in other colours. */
    static List<?> barriersOfColour(Page page) {
        return look(page, COLOURS);
    }

    private static List<?> look(Page page, Map<String, Object> rules) {
        for (Frame frame : page.frames()) {
            if (frame.evaluate("typeof axe") instanceof String type && type.equals("undefined")) {
                frame.evaluate(SOURCE);
            }
        }
        return (List<?>) page.evaluate(RUN, rules);
    }

    private static String source() {
        try (InputStream source = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
