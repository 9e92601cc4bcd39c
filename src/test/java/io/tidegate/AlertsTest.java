package io.tidegate;

import static io.tidegate.DeployedFiles.ALERTS;
import static io.tidegate.DeployedFiles.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for metrics that exist, and operators find each alert in the docs. */
class AlertsTest {

    @Test
    void alertsAskForMetricsThatExist() {
        assertThat(DeployedFiles.metricsIn(DeployedFiles.queries(ALERTS)))
                .hasSizeGreaterThan(10)
                .isSubsetOf(DeployedFiles.documentedMetrics());
    }

    @Test
    void theDashboardShowsEveryMetricAndNoOther() {
        assertThat(DeployedFiles.metricsIn(DeployedFiles.queries(DASHBOARD)))
                .isEqualTo(DeployedFiles.documentedMetrics());
    }

    @Test
    void everyAlertIsInOperationsWithWhatToDo() {
        List<String> alerts =
                DeployedFiles.all(DeployedFiles.yaml(ALERTS), "alert").stream()
                        .map(String::valueOf)
                        .toList();
        assertThat(alerts).doesNotHaveDuplicates();
        assertThat(
                        Pattern.compile("(?m)^\\| `(Tidegate\\w+)` \\| [^|]+ \\| [^|]{20,} \\|$")
                                .matcher(DeployedFiles.text(Path.of("docs/operations.md")))
                                .results())
                .extracting(found -> found.group(1))
                .containsExactlyElementsOf(alerts);
    }

    @Test
    void theOperatorsRulesAreTheSame() {
        assertThat(DeployedFiles.spec("monitoring/prometheus-rule.yaml"))
                .isEqualTo(DeployedFiles.yaml(ALERTS));
    }
}
