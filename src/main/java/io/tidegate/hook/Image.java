package io.tidegate.hook;

/**
 * Where a run begins: the whole state of an engine, never changed, its pages shared by all who
 * start from it.
 */
record Image(byte[][] pages, long stackPointer) {}
