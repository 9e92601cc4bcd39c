package io.tidegate;

import static io.tidegate.DeployedFiles.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docker-compose.yml says what is there, and gives away nothing. */
class ComposeFileTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::[-?]([^}]*))?}");

    static Stream<String> services() {
        return DeployedFiles.services().keySet().stream();
    }

    private static Map<String, Object> service(String name) {
        return DeployedFiles.services().get(name);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyContainerIsHeldTight(String name) {
        Map<String, Object> service = service(name);
        assertThat(service).containsEntry("read_only", true);
        assertThat(service).containsEntry("cap_drop", List.of("ALL"));
        assertThat(service).containsEntry("security_opt", List.of("no-new-privileges:true"));
        assertThat(service).containsEntry("restart", "unless-stopped");
        assertThat(service).containsKey("healthcheck");
        assertThat(service).doesNotContainKeys("privileged", "cap_add");
    }

    @ParameterizedTest
    @MethodSource("services")
    void onlyTheBalancerIsReachedAndOnlyFromThisMachine(String name) {
        List<String> ports = at(service(name), "ports");
        if (name.equals("balancer")) {
            assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        } else {
            assertThat(ports).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatItMountsAndWaitsForIsThere(String name) {
        Map<String, Object> whole = DeployedFiles.yaml(DeployedFiles.COMPOSE);
        Map<String, Object> volumes = at(whole, "volumes");
        List<String> mounts = at(service(name), "volumes");
        assertThat(mounts)
                .allSatisfy(
                        mount -> {
                            String from = filled(mount).split(":")[0];
                            if (from.startsWith(".")) {
                                assertThat(Path.of(from)).exists();
                            } else {
                                assertThat(volumes).containsKey(from);
                            }
                        });
        Map<String, Object> networks = at(whole, "networks");
        List<String> joined = at(service(name), "networks");
        assertThat(networks.keySet()).containsAll(joined);
        Map<String, Object> first = at(service(name), "depends_on");
        if (first != null) {
            assertThat(DeployedFiles.services().keySet()).containsAll(first.keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidegate-a", "tidegate-b"})
    void aNodesSettingsAreTakenAsTheyStand(String name) {
        Map<String, String> environment = new HashMap<>();
        Map<String, Object> given = at(service(name), "environment");
        given.forEach((setting, value) -> environment.put(setting, filled(value.toString())));
        // 32 bytes in base64, such as the example tells to make
        environment.put("TIDEGATE_MASTER_KEY", "A".repeat(43) + "=");

        Settings settings = new Settings(environment);

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.nodeName()).isEqualTo(name.substring(name.length() - 1));
        assertThat(settings.databaseUrl()).startsWith("jdbc:postgresql://postgres/");
    }

    @Test
    void theExampleOfTheEnvironmentHasEachVariableAndNoOther() {
        assertThat(VARIABLE.matcher(DeployedFiles.text(DeployedFiles.COMPOSE)).results())
                .extracting(found -> found.group(1))
                .containsOnly(
                        DeployedFiles.environment(Path.of(".env.example"))
                                .keySet()
                                .toArray(String[]::new));
    }

    @Test
    void theBalancerAsksTheNodesWhereTheyListenHowTheyAre() {
        String balancer = DeployedFiles.text(Path.of("deploy/haproxy/haproxy.cfg"));
        String port = Integer.toString(new Settings(Map.of()).port());
        assertThat(hosts(balancer, "(?m)^ +server \\S+ (\\S+) "))
                .containsOnly("tidegate-a:" + port, "tidegate-b:" + port, "grafana:3000");
        assertThat(hosts(balancer, "httpchk GET (\\S+)")).containsOnly("/observe/health");
    }

    @Test
    void prometheusAsksEachNode() {
        Map<String, Object> job =
                at(
                        DeployedFiles.yaml(Path.of("deploy/prometheus/prometheus.yml")),
                        "scrape_configs",
                        0);
        assertThat(job).containsEntry("metrics_path", "/observe/metrics");
        List<String> targets = at(job, "static_configs", 0, "targets");
        assertThat(targets)
                .containsExactlyElementsOf(
                        services()
                                .filter(name -> name.startsWith("tidegate-"))
                                .map(name -> name + ":8080")
                                .toList());
    }

    private static List<String> hosts(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }

    /** With the default, or any text, for a variable. */
    private static String filled(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(
                        found ->
                                found.group().contains(":-")
                                        ? found.group(2)
                                        : "any-text-of-32-characters-or-more");
    }
}
