package io.tidegate.connector;

import org.apache.camel.model.ProcessorDefinition;

/** A hook that is a Camel step; the definition belongs to one route and may be put into it once. */
public record CamelStage(ProcessorDefinition<?> definition, Mark mark) implements HookStage {}
