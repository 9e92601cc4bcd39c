package io.tidegate.notice;

/** How operators are told. */
public interface NoticeWay {

    /** In a word: {@code webhook}, {@code mail}. */
    String name();

    /**
     * Returns when it was taken.
     *
     * @throws NotTold if it was not, or nobody knows
     */
    void tell(Notice notice) throws NotTold;
}
