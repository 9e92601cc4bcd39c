package io.tidegate.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TellingTest {
    private final Map<Long, Notice> kept = new LinkedHashMap<>();
    private final List<Long> told = new ArrayList<>();
    private boolean taking = true;
    private final Telling telling = new Telling(new Kept(), new ByHand());

    private static Notice notice(long id) {
        return Notice.deactivated(id, "crm", "it only failed", 1_000);
    }

    private void keep(long... ids) {
        for (long id : ids) {
            kept.put(id, notice(id));
        }
    }

    @Test
    void tellsInOrderAndForgetsWhatIsTaken() {
        keep(1, 2, 3);

        assertThat(telling.turn()).isEqualTo(Duration.ZERO);

        assertThat(told).containsExactly(1L, 2L, 3L);
        assertThat(kept).isEmpty();
        assertThat(telling.turn()).as("nothing to do").isPositive();
    }

    @Test
    void keepsWhatIsNotTakenAndWaitsLongerEachTime() {
        keep(1, 2);
        taking = false;

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(telling.turn());
        }

        assertThat(kept).hasSize(2);
        assertThat(waits.subList(0, 3))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(waits.get(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(telling.isFailing()).isTrue();

        taking = true;
        telling.turn();
        assertThat(told).containsExactly(1L, 2L);
        assertThat(telling.isFailing()).isFalse();
    }

    @Test
    void aNoticeReadsAsStandardWebhooksRecommendsIt() {
        assertThat(notice(1).json())
                .isEqualTo(
                        "{\"type\":\"tidegate.connector.deactivated\",\"timestamp\":\"1970-01-01T00:00:01Z\","
                                + "\"data\":{\"connector\":\"crm\",\"reason\":\"it only failed\"}}");
    }

    private final class ByHand implements NoticeWay {
        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public void tell(Notice notice) throws NotTold {
            if (!taking) {
                throw new NotTold("the third party answered 503");
            }
            told.add(notice.id());
        }
    }

    private final class Kept implements NoticeStore {
        @Override
        public void add(Notice notice, List<String> ways) {
            kept.put(notice.id(), notice);
        }

        @Override
        public List<Notice> next(String way, int limit) {
            return List.copyOf(kept.values());
        }

        @Override
        public void told(String way, Notice notice) {
            kept.remove(notice.id());
        }

        @Override
        public void keepOnly(List<String> ways) {}
    }
}
