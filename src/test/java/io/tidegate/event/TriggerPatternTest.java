package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerPatternTest {

    @ParameterizedTest
    @CsvSource({
        "Register, register, true",
        "rEgIsTeR, REGISTER, true",
        "Register, RegisterX, false",
        "com.acme.order.paid, com.acme.order.paid, true",
        "com.acme.order.paid, com.acme.Order.paid, false",
        "com.acme.order.*, com.acme.order.paid, true",
        "com.acme.order.*, com.acme.order.paid.late, true",
        "com.acme.order.*, com.acme.orders, false",
        "com.acme.order.*, COM.acme.order.paid, false",
        "Update*, updateprofile, true",
        "Update*, Login, false",
        "*, Login, true",
        "*, com.acme.order.paid, true",
        "*PIN, setpin, true",
        "*e*e*t, DeleteAccount, true",
        "*a*b*a*b*c, abababababab, false",
        "*.paid, com.acme.order.paid, true"
    })
    void matches(String pattern, String type, boolean matches) {
        assertThat(TriggerPattern.parse(pattern).matches(type)).isEqualTo(matches);
    }

    @Test
    void aCatalogueNameTakesItsCanonicalSpelling() {
        assertThat(TriggerPattern.parse("updateprofile"))
                .hasToString("UpdateProfile")
                .isEqualTo(TriggerPattern.parse("UPDATEPROFILE"));
    }

    @Test
    void aWrongWordNamesTheNearestOne() {
        assertThatThrownBy(() -> TriggerPattern.parse("Regsiter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"Regsiter\" is not in the trigger catalogue; did you mean \"Register\"?"
                                + " (a type of your own has a dot, such as com.acme.order.paid)");
    }

    @Test
    void aWordThatIsNearToNoneSaysSoWithoutGuessing() {
        assertThatThrownBy(() -> TriggerPattern.parse("OrderPaid"))
                .hasMessage(
                        "\"OrderPaid\" is not in the trigger catalogue"
                                + " (a type of your own has a dot, such as com.acme.order.paid)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "tab\there", "com.acme.\u0000"})
    void aTriggerIsOneWord(String entry) {
        assertThatThrownBy(() -> TriggerPattern.parse(entry))
                .hasMessage(
                        "\"" + entry + "\" is not a trigger: a trigger is one word without spaces");
    }
}
