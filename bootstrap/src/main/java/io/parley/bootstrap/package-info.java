/**
 * The hub as a program. {@link io.parley.bootstrap.Parley} starts it; {@link io.parley.bootstrap.configuration} reads the settings and puts
 * use cases and adapters together; {@link io.parley.bootstrap.security} says who somebody is; {@link io.parley.bootstrap.observability} shows
 * what happens; {@link io.parley.bootstrap.start} explains why it could not start. It constructs, starts and stops, and decides nothing.
 */
@NullMarked
package io.parley.bootstrap;

import org.jspecify.annotations.NullMarked;
