package io.parley.adapters.websocket;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Answers handshakes before anything else of the web application sees them: what stands behind it (security, observation, dispatching) would cost as
 * much again, and decides nothing, as the gate has.
 */
final class HandshakeFilter implements Filter {
    private final HandshakeGate gate;
    private final DefaultHandshakeHandler handshakes;
    private final WebSocketHandler connections;

    HandshakeFilter(HandshakeGate gate, DefaultHandshakeHandler handshakes, WebSocketHandler connections) {
        this.gate = gate;
        this.handshakes = handshakes;
        this.connections = new ExceptionWebSocketHandlerDecorator(connections);
    }

    @Override
    public void init(FilterConfig config) {
        handshakes.setServletContext(config.getServletContext());
    }

    /** Nothing goes on down the chain. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        try (ServerHttpResponse answer = new ServletServerHttpResponse((HttpServletResponse) response)) {
            shakeHands(new ServletServerHttpRequest((HttpServletRequest) request), answer);
        }
    }

    private void shakeHands(ServletServerHttpRequest request, ServerHttpResponse answer) throws IOException {
        Map<String, Object> attributes = new HashMap<>();
        if (!gate.passes(request.getServletRequest(), answer, attributes)) {
            return;
        }
        boolean upgraded = false;
        try {
            upgraded = handshakes.doHandshake(request, answer, connections, attributes);
        } finally {
            if (!upgraded) {
                gate.cameToNothing(attributes);
            }
        }
    }
}
