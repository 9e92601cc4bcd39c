@NullMarked
package io.tidegate.identity;

import org.jspecify.annotations.NullMarked;
