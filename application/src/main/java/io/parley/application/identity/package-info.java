/** How the hub learns who somebody is: {@link io.parley.application.identity.Credentials} in, an identity or a no out. */
@NullMarked
package io.parley.application.identity;

import org.jspecify.annotations.NullMarked;
