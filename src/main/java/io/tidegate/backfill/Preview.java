package io.tidegate.backfill;

import io.tidegate.backfill.Rehearsing.Verdict;
import io.tidegate.identity.Account;
import io.tidegate.identity.AccountPage;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of the accounts that were looked at.
 *
 * @param looked how many those are, the first ones
 * @param total all there are, as the provider counts them
 * @param skipped by rule
 * @param failed by {@code stage: why}; at most {@value #REASONS} of them, the rest as {@code other}
 */
public record Preview(
        long looked,
        long total,
        long sent,
        long withoutUid,
        Map<String, Long> skipped,
        Map<String, Failed> failed) {
    /** Accounts that are looked at. */
    public static final int MOST = 1_000;

    static final int REASONS = 20;
    private static final int PAGE = 100;

    /**
     * @param example the uid of one of them
     */
    public record Failed(long count, String example) {}

    /** Makes one, page by page. */
    static final class Maker {
        private final Desk desk;
        private final String connector;
        private final Rehearsing rehearsing;
        private final Map<String, Long> skipped = new LinkedHashMap<>();
        private final Map<String, Failed> failed = new LinkedHashMap<>();
        private long looked;
        private long sent;
        private long withoutUid;

        Maker(Desk desk, String connector, Rehearsing rehearsing) {
            this.desk = desk;
            this.connector = connector;
            this.rehearsing = rehearsing;
        }

        Preview make(@Nullable LocalDate from) throws InterruptedException {
            AccountDirectory directory = desk.directory();
            AccountPage page = directory.page(from, PAGE, null);
            long total = page.total();
            look(page);
            while (page.next() != null && looked < MOST) {
                page = directory.page(from, PAGE, page.next());
                look(page);
            }
            return new Preview(looked, Math.max(total, looked), sent, withoutUid, skipped, failed);
        }

        private void look(AccountPage page) throws InterruptedException {
            List<Account> some = page.accounts().stream().limit(MOST - looked).toList();
            List<Account> named = some.stream().filter(one -> !one.uid().isEmpty()).toList();
            looked += some.size();
            withoutUid += some.size() - named.size();
            List<Verdict> verdicts =
                    rehearsing.of(
                            connector,
                            named.stream()
                                    .map(
                                            one ->
                                                    desk.events()
                                                            .of(
                                                                    connector,
                                                                    "/backfill/dry-run",
                                                                    one))
                                    .toList());
            for (int i = 0; i < named.size(); i++) {
                count(verdicts.get(i), named.get(i).uid());
            }
        }

        private void count(Verdict verdict, String uid) {
            if (verdict instanceof Verdict.Skipped by) {
                skipped.merge(by.rule(), 1L, Long::sum);
            } else if (verdict instanceof Verdict.Failed at) {
                String why = at.stage() + ": " + at.why();
                String key = failed.containsKey(why) || failed.size() < REASONS ? why : "other";
                failed.merge(
                        key, new Failed(1, uid), (a, b) -> new Failed(a.count() + 1, a.example()));
            } else {
                sent++;
            }
        }
    }
}
