package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(100);

    @Test
    void hasRoomUntilItIsUsed() {
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void givesBackWhatWasTaken() {
        budget.take(100);
        budget.give(100);

        assertThat(budget.used()).isZero();
        assertThat(budget.take(100)).isTrue();
    }

    @Test
    void oneDeliveryLargerThanAllOfItFitsWhenItIsEmpty() {
        assertThat(budget.take(1_000)).isTrue();
        assertThat(budget.take(1)).isFalse();
        budget.give(1_000);
        assertThat(budget.used()).isZero();
    }

    @Test
    void oneDeliveryLargerThanAllOfItWaitsWhileItIsNotEmpty() {
        budget.take(1);

        assertThat(budget.take(1_000)).isFalse();
    }
}
