package io.tidegate.security;

import org.jspecify.annotations.Nullable;

/** Encrypts short texts that leave Tidegate and come back, so that they can be trusted again. */
public interface Seal {
    /**
     * In characters that stand in a cookie or URL as they are.
     *
     * @param purpose a text that was sealed for another one is not opened
     */
    String seal(String purpose, String text);

    /** Null if it was not sealed here for this purpose, or was changed since. */
    @Nullable String open(String purpose, String sealed);

    /** One that nothing opens after this process has ended. */
    static Seal ofThisProcess() {
        MasterKey key = MasterKey.random();
        return new KeySeal(() -> key, java.util.List::of);
    }
}
