package io.tidegate.bench;

/**
 * @param shown as it is printed
 * @param isList whether it answers with a page, which may be followed by others
 */
record ListQuestion(String shown, String path, boolean isList) {}
