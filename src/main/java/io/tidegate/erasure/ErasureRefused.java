package io.tidegate.erasure;

/** It may not begin as things stand; nothing was changed. */
public final class ErasureRefused extends RuntimeException {
    ErasureRefused(String message) {
        super(message);
    }
}
