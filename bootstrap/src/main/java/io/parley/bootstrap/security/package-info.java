/**
 * Who somebody is, said by Spring Security's resource server: {@link io.parley.bootstrap.security.TokenAuthenticator} verifies tokens and
 * keys for every way in; {@link io.parley.bootstrap.security.SecurityConfiguration} says which paths need what. What is not named there is
 * denied.
 */
@NullMarked
package io.parley.bootstrap.security;

import org.jspecify.annotations.NullMarked;
