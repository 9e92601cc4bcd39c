/**
 * Destinations: files that describe a third party once, so that a connector names it and gives its
 * parameters. In come plain YAML values, out come parameters that are checked, texts of a request
 * with the parameters in them, and the judge of its answers. Nothing is sent here, and no secret is
 * read: it stays a reference.
 */
@NullMarked
package io.tidegate.destination;

import org.jspecify.annotations.NullMarked;
