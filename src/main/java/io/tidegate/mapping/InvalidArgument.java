package io.tidegate.mapping;

import java.util.List;

/** What is wrong with a converter's argument; the keys lead to it from the argument's node. */
final class InvalidArgument extends Exception {
    private final transient List<String> keys;

    InvalidArgument(List<String> keys, String message) {
        super(message);
        this.keys = keys;
    }

    List<String> keys() {
        return keys;
    }
}
