/**
 * The WebSocket transport, on spring-websocket and Jetty. {@link io.parley.adapters.websocket.HandshakeGate} decides who gets in,
 * {@link io.parley.adapters.websocket.WebSocketConnections} turns what Jetty tells into calls of a session, and
 * {@link io.parley.adapters.websocket.WebSocketDownlink} is the session's way out: a bounded backlog, which a
 * {@link io.parley.adapters.websocket.Writer writer thread} empties in finished {@link io.parley.adapters.websocket.Frames frames} that all receivers
 * share, over a {@link io.parley.adapters.websocket.Line} that goes past Jetty's frame writer where it can.
 */
@NullMarked
package io.parley.adapters.websocket;

import org.jspecify.annotations.NullMarked;
