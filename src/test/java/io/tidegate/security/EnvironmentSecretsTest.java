package io.tidegate.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSecretsTest {
    private final Secrets secrets =
            new EnvironmentSecrets(
                    Map.of(
                            "TIDEGATE_SECRET_CRM_TOKEN",
                            "s3cr3t",
                            "TIDEGATE_ADMIN_TOKEN",
                            "admin",
                            "HOME",
                            "/"));

    @Test
    void aVariableIsTheSecretOfItsNameInKebabCase() {
        assertThat(secrets.secret("crm-token")).isEqualTo("s3cr3t");
        assertThat(EnvironmentSecrets.variable("crm-token")).isEqualTo("TIDEGATE_SECRET_CRM_TOKEN");
    }

    @Test
    void noNameReachesAnotherVariable() {
        assertThat(secrets.secret("crm")).isNull();
        assertThat(secrets.secret("CRM_TOKEN")).isNull();
        assertThat(secrets.secret("crm_token")).isNull();
        assertThat(secrets.secret("../home")).isNull();
        assertThat(secrets.secret("")).isNull();
    }
}
