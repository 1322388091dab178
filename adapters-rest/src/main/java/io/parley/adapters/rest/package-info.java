/**
 * The API for other services: {@link io.parley.adapters.rest.channel} publishes and looks, {@link io.parley.adapters.rest.notification}
 * notifies. Bodies are read by {@link io.parley.adapters.rest.RequestBodies}, every no is an {@code application/problem+json} made by
 * {@link io.parley.adapters.rest.Problems}.
 */
@NullMarked
package io.parley.adapters.rest;

import org.jspecify.annotations.NullMarked;
