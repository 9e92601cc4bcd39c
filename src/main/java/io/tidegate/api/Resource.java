package io.tidegate.api;

import java.util.List;
import java.util.stream.Stream;

/** One kind of thing that the API is about, with all that can be done to it. */
public interface Resource {
    List<Operation> operations();

    /** Several as one. */
    static Resource of(Resource... several) {
        return () ->
                Stream.of(several).flatMap(resource -> resource.operations().stream()).toList();
    }
}
