/**
 * Who somebody is: a {@link io.parley.domain.identity.User}, a {@link io.parley.domain.identity.Server} with an API key, or
 * {@link io.parley.domain.identity.Anonymous}. Each belongs to exactly one {@link io.parley.domain.identity.RealmId realm}, and nothing
 * crosses from one realm to another.
 */
@NullMarked
package io.parley.domain.identity;

import org.jspecify.annotations.NullMarked;
