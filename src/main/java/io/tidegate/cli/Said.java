package io.tidegate.cli;

/**
 * What the API answered.
 *
 * @param status HTTP's
 */
public record Said(int status, byte[] json) {}
