package io.tidegate;

import static io.tidegate.DeployedFiles.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deploy/kubernetes says fits together, and fits Tidegate. */
class KubernetesFilesTest {
    private static final Map<String, Object> LABELS = Map.of("app.kubernetes.io/name", "tidegate");

    private final Map<String, Object> deployment = DeployedFiles.spec("deployment.yaml");
    private final Map<String, Object> container =
            at(deployment, "template", "spec", "containers", 0);

    @Test
    void everyFileIsNamedByTheKustomization() throws Exception {
        Map<String, Object> kustomization =
                DeployedFiles.yaml(DeployedFiles.KUBERNETES.resolve("kustomization.yaml"));
        List<String> resources = at(kustomization, "resources");
        try (Stream<Path> files = Files.list(DeployedFiles.KUBERNETES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".yaml"))
                    .filteredOn(name -> !name.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(resources);
        }
    }

    @Test
    void theSameLabelsSelectThePodsEverywhere() {
        assertThat(DeployedFiles.<Object>at(deployment, "template", "metadata", "labels"))
                .isEqualTo(LABELS);
        assertThat(DeployedFiles.<Object>at(deployment, "selector", "matchLabels"))
                .isEqualTo(LABELS);
        assertThat(DeployedFiles.spec("service.yaml")).containsEntry("selector", LABELS);
        for (String[] one :
                List.of(
                        new String[] {"disruption-budget.yaml", "selector"},
                        new String[] {"network-policy.yaml", "podSelector"},
                        new String[] {"monitoring/pod-monitor.yaml", "selector"})) {
            assertThat(DeployedFiles.<Object>at(DeployedFiles.spec(one[0]), one[1], "matchLabels"))
                    .as(one[0])
                    .isEqualTo(LABELS);
        }
        assertThat(DeployedFiles.all(deployment, "labelSelector"))
                .hasSize(2)
                .allMatch(Map.of("matchLabels", LABELS)::equals);
    }

    @Test
    void theSettingsAreTakenAsTheyStand() {
        Map<String, String> environment =
                new HashMap<>(
                        DeployedFiles.environment(
                                DeployedFiles.KUBERNETES.resolve("tidegate.env.example")));
        for (String secret : List.of("DATABASE_PASSWORD", "PRODUCER_TOKEN", "ADMIN_TOKEN")) {
            assertThat(
                            environment.put(
                                    "TIDEGATE_" + secret, "any-text-of-32-characters-as-" + secret))
                    .isEmpty();
        }
        environment.put("TIDEGATE_MASTER_KEY", "A".repeat(43) + "=");
        List<Map<String, Object>> more = at(container, "env");
        more.forEach(one -> environment.put(one.get("name").toString(), "a"));

        Settings settings = new Settings(environment);

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.nodeName()).isEqualTo("a");
    }

    @Test
    void probesAskWhatIsAnswered() {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            new Observation(null, null).mount(router, vertx);
            List<String> answered = router.getRoutes().stream().map(Route::getPath).toList();

            assertThat(answered)
                    .contains(probed("startupProbe"), probed("readinessProbe"), "/observe/metrics");
            assertThat(answered).contains(probed("livenessProbe"));
            assertThat(probed("livenessProbe"))
                    .as("no restart brings a database or a third party back")
                    .isNotEqualTo("/observe/health");
            Map<String, Object> monitor = DeployedFiles.spec("monitoring/pod-monitor.yaml");
            assertThat(answered)
                    .contains(DeployedFiles.<String>at(monitor, "podMetricsEndpoints", 0, "path"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private String probed(String probe) {
        assertThat(DeployedFiles.<Object>at(container, probe, "httpGet", "port")).isEqualTo("http");
        return at(container, probe, "httpGet", "path");
    }

    @Test
    void allPortsAreTheOneThatIsListenedAt() {
        int port = new Settings(Map.of()).port();
        assertThat(DeployedFiles.<Object>at(container, "ports", 0))
                .isEqualTo(Map.of("name", "http", "containerPort", port));
        Map<String, Object> policy = DeployedFiles.spec("network-policy.yaml");
        assertThat(DeployedFiles.<Object>at(policy, "ingress", 0, "ports", 0, "port"))
                .isEqualTo(port);
        Map<String, Object> service = DeployedFiles.spec("service.yaml");
        assertThat(DeployedFiles.<Object>at(service, "ports", 0, "targetPort")).isEqualTo("http");
    }

    @Test
    void thePodMayDoNothingItNeedsNot() {
        assertThat(DeployedFiles.<Map<String, Object>>at(container, "securityContext"))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        assertThat(
                        DeployedFiles.<Map<String, Object>>at(
                                deployment, "template", "spec", "securityContext"))
                .containsEntry("runAsNonRoot", true);
        List<Map<String, Object>> mounts = at(container, "volumeMounts");
        assertThat(mounts)
                .extracting(mount -> mount.get("mountPath"))
                .containsExactly("/data", "/tmp");
    }

    /** Whoever could ask without a token would learn what runs here. */
    @Test
    void strangersDoNotReachWhatHasNoToken() {
        List<Object> paths = DeployedFiles.all(DeployedFiles.spec("ingress.yaml"), "path");
        assertThat(paths).contains("/events").noneMatch(path -> "/".equals(path));
        assertThat(paths).noneMatch(path -> path.toString().startsWith("/observe"));
    }
}
