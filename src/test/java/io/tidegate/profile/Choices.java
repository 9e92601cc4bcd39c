package io.tidegate.profile;

import java.util.List;
import java.util.Random;

/** What a hostile input is made of: a fuzzer's bytes, or a random number generator. */
public interface Choices {
    /** From 0 to most, both included. */
    int upTo(int most);

    /** Any UTF-16 units. */
    String text(int most);

    /** Any bytes. */
    byte[] bytes(int most);

    /** The same of the same seed. */
    static Choices of(Random random) {
        return new RandomChoices(random);
    }

    default boolean one(int in) {
        return upTo(in - 1) == 0;
    }

    default <T> T of(List<T> list) {
        return list.get(upTo(list.size() - 1));
    }
}
