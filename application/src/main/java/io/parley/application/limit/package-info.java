/**
 * How much clients may ask for. {@link io.parley.application.limit.Buckets} are shared by all nodes; {@link io.parley.application.limit.Allowances}
 * spare most of the questions; {@link io.parley.application.limit.MessageLimits} says what counts.
 */
@NullMarked
package io.parley.application.limit;

import org.jspecify.annotations.NullMarked;
