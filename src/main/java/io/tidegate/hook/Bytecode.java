package io.tidegate.hook;

/** Compiled code inside an image. */
record Bytecode(int address, int length) {}
