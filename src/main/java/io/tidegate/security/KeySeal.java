package io.tidegate.security;

import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Seals with a key that is derived from the master key; opens with those of all at hand. */
final class KeySeal implements Seal {
    private final Supplier<MasterKey> current;
    private final Supplier<List<MasterKey>> others;

    KeySeal(Supplier<MasterKey> current, Supplier<List<MasterKey>> others) {
        this.current = current;
        this.others = others;
    }

    @Override
    public String seal(String purpose, String text) {
        byte[] sealed = current.get().derived(purpose).encrypt(purpose, text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    @Override
    public @Nullable String open(String purpose, String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String text = current.get().derived(purpose).decrypt(purpose, bytes);
        for (MasterKey other : text == null ? others.get() : List.<MasterKey>of()) {
            text = text == null ? other.derived(purpose).decrypt(purpose, bytes) : text;
        }
        return text;
    }
}
