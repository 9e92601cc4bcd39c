package io.tidegate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files that production is made of, as they are read by what they are for. */
final class DeployedFiles {
    static final Path COMPOSE = Path.of("docker-compose.yml");
    static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");
    static final Path DASHBOARD = Path.of("deploy/grafana/dashboards/tidegate.json");
    static final Path KUBERNETES = Path.of("deploy/kubernetes");

    private static final Pattern METRIC = Pattern.compile("\\btidegate_[a-z_]+");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(tidegate_[a-z_]+)`");

    private DeployedFiles() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML or JSON, anchors and merges carried out. */
    static Map<String, Object> yaml(Path file) {
        return new Yaml().load(text(file));
    }

    static Map<String, Map<String, Object>> services() {
        return at(yaml(COMPOSE), "services");
    }

    /** The one of this kind in the Kubernetes folder, at {@code spec}. */
    static Map<String, Object> spec(String file) {
        return at(yaml(KUBERNETES.resolve(file)), "spec");
    }

    /** What is there, at the end of these names and numbers of a list. */
    @SuppressWarnings("unchecked")
    static <T> T at(Object from, Object... path) {
        Object here = from;
        for (Object step : path) {
            here =
                    step instanceof Integer index
                            ? ((List<Object>) here).get(index)
                            : ((Map<String, Object>) here).get(step);
        }
        return (T) here;
    }

    /** Whatever has this name, however deep. */
    static List<Object> all(Object from, String name) {
        List<Object> found = new ArrayList<>();
        if (from instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        if (name.equals(key)) {
                            found.add(value);
                        }
                        found.addAll(all(value, name));
                    });
        } else if (from instanceof List<?> list) {
            list.forEach(item -> found.addAll(all(item, name)));
        }
        return found;
    }

    /** The texts of a file in which metrics are asked for, one query after the other. */
    static List<String> queries(Path file) {
        return all(yaml(file), "expr").stream().map(String::valueOf).toList();
    }

    /** Of Tidegate's own; the parts of a summary stand for the whole. */
    static Set<String> metricsIn(List<String> queries) {
        return queries.stream()
                .flatMap(query -> METRIC.matcher(query).results())
                .map(found -> found.group().replaceAll("_(count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the tables, which other tests compare with what a server tells. */
    static Set<String> documentedMetrics() {
        return Stream.of("docs/operations.md", "docs/bus.md")
                .flatMap(page -> DOCUMENTED.matcher(text(Path.of(page))).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lines of {@code NAME=value}. */
    static Map<String, String> environment(Path file) {
        return text(file)
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
