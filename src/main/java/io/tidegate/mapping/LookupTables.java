package io.tidegate.mapping;

import java.io.IOException;
import java.util.Map;

/** Where the lookup converter's tables come from; read once, when a mapping is compiled. */
public interface LookupTables {
    /**
     * The table at a path as the mapping names it; an exception's message says what is wrong with
     * it.
     */
    Map<String, String> load(String path) throws IOException;

    /** The same path as it is written where paths are relative to the working directory. */
    String locate(String path);
}
