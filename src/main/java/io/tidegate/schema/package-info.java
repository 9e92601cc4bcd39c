/**
 * What a map that authors write may hold. In: the keys as a reader declares them, once, with shape
 * and description. Out: the names that the reader allows, and the JSON schema that an editor
 * completes from; so the two cannot differ. Never reads a file.
 */
@NullMarked
package io.tidegate.schema;

import org.jspecify.annotations.NullMarked;
