/**
 * Redis and PostgreSQL for the tests of any module. {@link io.parley.devservices.testing.TestServers} is all a test needs to know: whether the
 * servers come from containers or from this module's embedded ones depends on the machine, not on the test.
 */
@NullMarked
package io.parley.devservices.testing;

import org.jspecify.annotations.NullMarked;
