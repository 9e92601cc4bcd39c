/**
 * What is done to accounts of the identity provider. In: an action with a mapped, sanitised profile
 * and what the account is found by. Out: the account as it is afterwards, what changed, and the
 * HTTP calls it took; or why it could not be done, and whether to try again. Never waits between
 * attempts, never stores anything; who sends bytes is given to it.
 */
@NullMarked
package io.tidegate.identity;

import org.jspecify.annotations.NullMarked;
