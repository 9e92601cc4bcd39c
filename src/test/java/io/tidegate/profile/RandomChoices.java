package io.tidegate.profile;

import java.util.Random;

/** Choices without a fuzzer. */
record RandomChoices(Random random) implements Choices {
    @Override
    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    @Override
    public String text(int most) {
        char[] units = new char[random.nextInt(most + 1)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
        }
        return new String(units);
    }

    @Override
    public byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }
}
