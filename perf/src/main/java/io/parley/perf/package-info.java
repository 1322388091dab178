/**
 * How fast the hub is, asked in two ways that check each other.
 *
 * <p>{@link io.parley.perf.FanOutBenchmark} takes the delivery path by itself: {@link io.parley.perf.FanOut} is one channel with any number
 * of subscribers, between a backplane and receivers that are nothing but method calls, and what is left to measure is the hub's own work. Its
 * question is whether one more receiver costs a call and no memory.
 *
 * <p>{@code LobbyChatSimulation}, among the test sources, takes a whole hub that runs: users connect over WebSocket, talk in one channel, and
 * wait for their own words. Its question is whether a user is answered at once while everybody else talks too.
 *
 * <p>A build compiles both and runs neither; it checks only that the benchmark really delivers.
 */
@NullMarked
package io.parley.perf;

import org.jspecify.annotations.NullMarked;
