package io.tidegate.api;

/** An event type of the catalogue as it is shown. */
public record TriggerView(String name, String title, String description, boolean loginRadius) {}
