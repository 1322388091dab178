/**
 * Realms: product teams that share an installation, each with keys, policies, users and channels of its own. A
 * {@link io.parley.application.realm.Realm} is what one is given by configuration; {@link io.parley.application.realm.Realms} knows them all and
 * says once, when somebody comes in, which it is. Nothing crosses afterwards.
 */
@NullMarked
package io.parley.application.realm;

import org.jspecify.annotations.NullMarked;
