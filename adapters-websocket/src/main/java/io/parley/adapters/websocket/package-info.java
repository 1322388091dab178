/**
 * The WebSocket transport, on spring-websocket and Jetty. {@link io.parley.adapters.websocket.HandshakeGate} decides who gets in,
 * {@link io.parley.adapters.websocket.WebSocketConnections} turns what Jetty tells into calls of a session, and
 * {@link io.parley.adapters.websocket.JettyDownlink} is the session's way out: a bounded queue before Jetty's frame writer, so that a slow
 * client costs nobody but itself.
 */
@NullMarked
package io.parley.adapters.websocket;

import org.jspecify.annotations.NullMarked;
