package io.tidegate.profile;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Choices that a fuzzer makes. */
public record FuzzedChoices(FuzzedDataProvider data) implements Choices {
    @Override
    public int upTo(int most) {
        return data.consumeInt(0, most);
    }

    @Override
    public String text(int most) {
        return data.consumeString(most);
    }

    @Override
    public byte[] bytes(int most) {
        return data.consumeBytes(most);
    }
}
