package io.tidegate.rehearsal;

import io.tidegate.connector.Mark;

/**
 * One place at which what became of an event is not what was expected.
 *
 * @param path keys of {@code expect}, such as {@code request.body.email}
 * @param mark where the expectation stands
 * @param expected as JSON, or in words
 * @param actual as JSON, or in words
 */
public record Difference(String path, Mark mark, String expected, String actual) {}
