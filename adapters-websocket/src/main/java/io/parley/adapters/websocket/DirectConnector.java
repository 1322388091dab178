package io.parley.adapters.websocket;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector whose connections take finished frames past Jetty's frame writer. Where TLS lies between, that is written to in the ordinary way.
 */
public final class DirectConnector extends ServerConnector {
    /** A connector with Jetty's own choice of threads. */
    public DirectConnector(Server server, ConnectionFactory... protocols) {
        super(server, protocols);
    }

    private DirectConnector(ServerConnector other) {
        super(other.getServer(), other.getExecutor(), other.getScheduler(), other.getByteBufferPool(), other.getAcceptors(),
                other.getSelectorManager().getSelectorCount(), other.getConnectionFactories().toArray(ConnectionFactory[]::new));
    }

    /** A connector that is as that one in everything else. It has not been started. */
    public static DirectConnector inPlaceOf(ServerConnector other) {
        DirectConnector connector = new DirectConnector(other);
        connector.setName(other.getName());
        connector.setHost(other.getHost());
        connector.setPort(other.getPort());
        connector.setAcceptQueueSize(other.getAcceptQueueSize());
        connector.setReuseAddress(other.getReuseAddress());
        connector.setIdleTimeout(other.getIdleTimeout());
        connector.setDefaultProtocol(other.getDefaultProtocol());
        connector.setShutdownIdleTimeout(other.getShutdownIdleTimeout());
        return connector;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        DirectEndPoint endPoint = new DirectEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
