package io.parley.adapters.websocket;

import java.time.Duration;

import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;

/** How Jetty is to upgrade: within the bounds of the settings, and with a compression that many receivers can share. */
final class JettyUpgrade extends JettyRequestUpgradeStrategy {
    JettyUpgrade(WebSocketSettings settings) {
        addWebSocketConfigurer(configurable -> {
            configurable.setMaxTextMessageSize(settings.maxFrameBytes());
            configurable.setMaxBinaryMessageSize(settings.maxFrameBytes());
            configurable.setMaxFrameSize(settings.maxFrameBytes());
            configurable.setIdleTimeout(Duration.ZERO); // The life cycle finds out who is gone.
        });
    }

    @Override
    public void setServletContext(ServletContext context) {
        super.setServletContext(context);
        WebSocketServerComponents.getWebSocketComponents(ServletContextHandler.getServletContextHandler(context)).getExtensionRegistry()
                .register(SharedDeflate.NAME, SharedDeflate.class);
    }
}
