package io.tidegate.event;

/**
 * Text of an event for a regular expression, which nothing else can stop: every few thousand
 * characters that the matcher reads, forwards or back, somebody may look and throw.
 */
public final class SteppedText implements CharSequence {
    public static final int STEPS_PER_LOOK = 4_096;

    private final String text;
    private final Runnable look;
    private int steps;

    public SteppedText(String text, Runnable look) {
        this.text = text;
        this.look = look;
    }

    @Override
    public char charAt(int index) {
        if (++steps % STEPS_PER_LOOK == 0) {
            look.run();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
