package io.tidegate.api;

import java.util.List;

/** One kind of thing that the API is about, with all that can be done to it. */
public interface Resource {
    List<Operation> operations();
}
