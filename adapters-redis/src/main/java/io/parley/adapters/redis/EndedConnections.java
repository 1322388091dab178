package io.parley.adapters.redis;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.protocol.QueueCommand;

/**
 * Tells who waits for an answer over a connection that has ended, at once. Redisson lets him wait until the command times out, so that what was on
 * its way when Redis went would be in doubt for seconds, and a connection that ends while it logs in would hold up the next attempt for as long.
 */
final class EndedConnections implements NettyHook {
    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {
        // Nothing ends before it is there.
    }

    @Override
    public void afterChannelInitialization(Channel channel) {
        channel.pipeline().addLast(new Unanswered());
    }

    /** What was asked over one connection. Called by the connection's event loop alone. */
    private static final class Unanswered extends ChannelDuplexHandler {
        private final Deque<QueueCommand> commands = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof QueueCommand command && isAnswered(command)) {
                forgetAnswered();
                commands.add(command);
            }
            super.write(context, message, promise);
        }

        /** What blocks is asked again by Redisson itself; what becomes of a subscription, the promise of its command is never told. */
        private static boolean isAnswered(QueueCommand command) {
            return !command.isBlockingCommand() && command.getPubSubOperations().isEmpty();
        }

        /** Answers come in the order of the questions. */
        private void forgetAnswered() {
            QueueCommand oldest = commands.peek();
            while (oldest != null && oldest.isExecuted()) {
                commands.remove();
                oldest = commands.peek();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            while (!commands.isEmpty()) {
                commands.remove().tryFailure(new RedisConnectionException("The connection ended before the answer came"));
            }
            super.channelInactive(context);
        }
    }
}
