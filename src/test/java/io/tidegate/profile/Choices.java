package io.tidegate.profile;

import java.util.List;

/** What a hostile input is made of: a fuzzer's bytes, or a random number generator. */
interface Choices {
    /** From 0 to most, both included. */
    int upTo(int most);

    /** Any UTF-16 units. */
    String text(int most);

    default boolean one(int in) {
        return upTo(in - 1) == 0;
    }

    default <T> T of(List<T> list) {
        return list.get(upTo(list.size() - 1));
    }
}
