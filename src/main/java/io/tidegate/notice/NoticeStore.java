package io.tidegate.notice;

import java.util.List;

/** Notices that were not told yet. */
public interface NoticeStore {

    /** Returns when it is committed. */
    void add(Notice notice, List<String> ways);

    /** The oldest of those that this way has not taken. */
    List<Notice> next(String way, int limit);

    void told(String way, Notice notice);

    /**
     * What other ways should take is taken by nobody any more; nothing happens at a node that does
     * not tell.
     */
    void keepOnly(List<String> ways);
}
