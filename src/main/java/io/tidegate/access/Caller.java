package io.tidegate.access;

/**
 * Who asks.
 *
 * @param name as it is written down: {@code admin} for the token of the settings, {@code
 *     token:NAME}, {@code cli:USER}, or the name of a person
 */
public record Caller(String name, Role role) {}
