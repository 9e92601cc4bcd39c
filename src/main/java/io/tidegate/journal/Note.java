package io.tidegate.journal;

/**
 * What an attempt has to say beyond its answer.
 *
 * @param kind such as {@code cleaned}, {@code calls} or {@code conflict}; one of each an attempt
 * @param json shown as it is to whoever asks for the delivery; no secret, no password
 */
public record Note(String kind, String json) {}
