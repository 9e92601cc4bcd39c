package io.tidegate.notice;

import java.util.List;

/** Tells operators by every way that the settings name. */
public final class Notices implements AutoCloseable {
    private final NoticeStore store;
    private final List<Telling> all;
    private final List<String> names;

    /** With threads, and with what the last start left to be told. */
    public static Notices start(NoticeStore store, List<NoticeWay> ways) {
        Notices notices = new Notices(store, ways);
        notices.all.forEach(Telling::start);
        return notices;
    }

    private Notices(NoticeStore store, List<NoticeWay> ways) {
        this.store = store;
        this.all = ways.stream().map(way -> new Telling(store, way)).toList();
        this.names = ways.stream().map(NoticeWay::name).toList();
    }

    /**
     * Returns when it is committed.
     *
     * @throws io.tidegate.journal.JournalUnavailable if it cannot be written
     */
    public void add(Notice notice) {
        store.add(notice, names);
        all.forEach(Telling::wake);
    }

    /**
     * What was kept for ways that the settings name no more is forgotten, if this node is the one
     * that tells.
     *
     * @throws io.tidegate.journal.JournalUnavailable if it cannot be written
     */
    public void lead() {
        store.keepOnly(names);
    }

    /** What does not do well, a line each. */
    public List<String> problems() {
        return all.stream()
                .filter(Telling::isFailing)
                .map(
                        one ->
                                "notices are not taken by "
                                        + one.way()
                                        + ": they are kept and told again, the log says why")
                .toList();
    }

    @Override
    public void close() {
        all.forEach(Telling::close);
    }
}
