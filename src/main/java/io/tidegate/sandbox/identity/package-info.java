/**
 * An identity provider to work against without a tenant. In: calls of LoginRadius' management API
 * as it is documented. Out: accounts, roles and custom objects in a SQLite file of its own, and a
 * signed webhook for each change. Never calls a real provider, and knows nothing of Tidegate's
 * journal.
 */
@NullMarked
package io.tidegate.sandbox.identity;

import org.jspecify.annotations.NullMarked;
