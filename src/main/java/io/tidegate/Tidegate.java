package io.tidegate;

public final class Tidegate {
    private Tidegate() {}

    public static void main(String[] args) {}
}
