package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.SensitiveFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedMessageTest {
    private final SensitiveFields fields =
            new SensitiveFields(List.of("email", "pin", "first_name"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "failed reason=\"{\\\"Email\\\":\\\"a@b.example\\\"}\"|failed reason=\"{\\\"Email\\\":•••}\"",
                "{\"email\":\"a@b.example\",\"x\":1}|{\"email\":•••,\"x\":1}",
                "{\"Emails\":[{\"Value\":\"a\"}]}|{\"Emails\":•••",
                "$.data.Email[0].Value: ann@b.example is wrong|$.data.Email[0].Value: •••",
                "firstName=Ann&userPin=12&shipping=no|firstName=•••&userPin=•••&shipping=no",
                "delivery=12 connector=crm attempt=1 ms=5|delivery=12 connector=crm attempt=1 ms=5",
            })
    void theValueOfASensitiveFieldIsMaskedWherever(String said, String logged) {
        assertThat(fields.text(said)).isEqualTo(logged);
    }

    @Test
    void aReferenceToASecretIsNone() {
        assertThat(new SensitiveFields(List.of("token")).text("token: {{secret:crm-token}}"))
                .isEqualTo("token: {{secret:crm-token}}");
    }
}
