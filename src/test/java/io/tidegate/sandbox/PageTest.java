package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {

    private static Receipt receipt(int n, String body) {
        return new Receipt(
                Instant.EPOCH,
                "PUT",
                "api.crm.example",
                "/v1/" + n,
                Map.of("idempotency-key", "k" + n),
                body.getBytes(StandardCharsets.UTF_8),
                0,
                200);
    }

    @Test
    void whatComesFromEventsIsTextNeverMarkup() {
        String page = Page.of(List.of(receipt(1, "<script>alert('x')</script>&")), Map.of());
        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;")
                .doesNotContain("<script");
    }

    @Test
    void theLastHundredRequestsAreKeptNewestFirst() {
        Receipts receipts = new Receipts();
        for (int i = 1; i <= 250; i++) {
            receipts.add(receipt(i, "{}"));
        }
        assertThat(receipts.last()).hasSize(Receipts.MAX);
        assertThat(receipts.last().get(0).target()).isEqualTo("/v1/250");
        assertThat(receipts.last().get(99).target()).isEqualTo("/v1/151");
    }
}
