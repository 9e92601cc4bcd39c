/**
 * What an account may hold, and making what a mapping gave fit for it. In: a mapped profile, as
 * third parties' words made it. Out: a new profile that holds nothing its table forbids, with what
 * was changed, or the fields that nothing could be made of. Never sees an account, a server, a
 * clock.
 */
@NullMarked
package io.tidegate.profile;

import org.jspecify.annotations.NullMarked;
