/**
 * Sign-in by the organisation's OpenID Connect provider: the authorization code flow with PKCE. In
 * come somebody who wants to sign in and what the provider sends back with them, out goes who that
 * is and which role the provider's claims give. It starts no session and keeps nobody.
 */
@NullMarked
package io.tidegate.oidc;

import org.jspecify.annotations.NullMarked;
