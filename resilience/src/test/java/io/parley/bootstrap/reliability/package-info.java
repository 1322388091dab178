/**
 * What happens to messages when something dies. A {@link io.parley.bootstrap.reliability.Drill} sends numbered messages at a steady rate
 * ({@link io.parley.bootstrap.reliability.NumberedLoad}) to subscribers on two nodes ({@link io.parley.bootstrap.reliability.Subscribers}), breaks
 * something ({@link io.parley.bootstrap.reliability.Faults}), mends it, and hands back an exact
 * {@link io.parley.bootstrap.reliability.Account}, which a {@link io.parley.bootstrap.reliability.Mark} judges. All of it speaks the protocol as
 * any client does, and knows nothing of the hub's inside.
 *
 * <p>Brief drills are tests of this package; at full length they are {@link io.parley.bootstrap.reliability.Trial}s, which
 * {@link io.parley.bootstrap.reliability.Reliability} runs from the module {@code perf}.
 */
package io.parley.bootstrap.reliability;
