package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {

    @Test
    void theCatalogueHoldsTheThirtyOneDocumentedNamesAndMoreThanFortyFiveInAll() {
        assertThat(Triggers.all()).filteredOn(Trigger::loginRadius).hasSize(31);
        assertThat(Triggers.all()).hasSizeGreaterThan(45);
    }

    @Test
    void everyTriggerHasATitleADescriptionAndANameWithoutADot() {
        assertThat(Triggers.all())
                .allSatisfy(
                        trigger -> {
                            assertThat(trigger.name()).matches("[A-Z][A-Za-z]+");
                            assertThat(trigger.title()).isNotBlank();
                            assertThat(trigger.description()).isNotBlank();
                        });
        assertThat(Triggers.all())
                .extracting(t -> Triggers.lower(t.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aNameIsFoundInAnyCase() {
        assertThat(Triggers.find("setpin")).map(Trigger::name).contains("SetPIN");
        assertThat(Triggers.find("SetPin")).map(Trigger::loginRadius).contains(true);
        assertThat(Triggers.find("Unheard")).isEmpty();
    }

    @Test
    void theNearestWordForgivesCaseAndNeighboursThatChangedPlaces() {
        assertThat(Triggers.nearest("lgoin")).contains("Login");
        assertThat(Triggers.nearest("DELETE_ACCOUNT")).contains("DeleteAccount");
        assertThat(Triggers.nearest("xyz")).isEmpty();
        assertThat(Triggers.nearest("retrys", List.of("rules", "retry", "title")))
                .contains("retry");
    }
}
