package io.parley.perf.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** One client: connects, says its greeting, and listens; for the crowd's thread alone. After it was cut off it may come again. */
final class Client implements Inbound.Listener {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final int number;
    private final Target target;
    private final Census census;
    private final Hearing hearing = new Hearing();
    private Inbound inbound = new Inbound();
    private @Nullable SocketChannel line;
    private long due;
    private boolean there;

    Client(int number, Target target, Census census) {
        this.number = number;
        this.target = target;
        this.census = census;
    }

    /** @param dueNanos when it was to come, from which its times are counted: a crowd that is late is slow */
    void connect(Selector selector, long dueNanos) throws IOException {
        due = dueNanos;
        inbound = new Inbound();
        SocketChannel channel = SocketChannel.open();
        line = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (target.source().isPresent()) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(target.source().get(), 0));
        }
        channel.register(selector, SelectionKey.OP_CONNECT, this);
        if (channel.connect(target.server())) {
            connected(channel.keyFor(selector));
        }
    }

    /** The line can be used. */
    void connected(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        send(channel, ByteBuffer.wrap(target.request(number).getBytes(StandardCharsets.US_ASCII)));
    }

    /** @return whether the line goes on */
    boolean read(ByteBuffer buffer) throws IOException {
        SocketChannel channel = line;
        if (channel == null || channel.read(buffer.clear()) < 0) {
            return false;
        }
        inbound.read(buffer.flip(), this);
        return line != null;
    }

    @Override
    public void answered(int status) {
        if (status != SWITCHING_PROTOCOLS) {
            census.refused(status);
            gone();
            return;
        }
        census.upgraded(due);
        if (!target.greeting().isEmpty()) {
            say(Frames.text(target.greeting(number, hearing.recover())));
        }
        if (target.ready().isEmpty()) {
            arrived();
        }
    }

    @Override
    public void frame(int opCode, ByteBuffer payload) {
        switch (opCode) {
            case Frames.TEXT -> text(StandardCharsets.UTF_8.decode(payload).toString());
            case Frames.PING -> say(Frames.pong(payload));
            case Frames.CLOSE -> gone();
            default -> {
                // Nothing to answer.
            }
        }
    }

    private void text(String text) {
        if (!there && text.contains(target.ready())) {
            answered(text);
        }
        if (there && census.listens(text)) {
            hearing.text(text);
        }
    }

    /** Who is told that the hub could not do it comes again, as one who could not come. */
    private void answered(String text) {
        if (text.contains("\"type\":\"error\"")) {
            gone();
        } else {
            arrived();
        }
    }

    private void arrived() {
        there = true;
        census.arrived(due);
    }

    private void say(ByteBuffer frame) {
        try {
            SocketChannel channel = line;
            if (channel != null) {
                send(channel, frame);
            }
        } catch (IOException e) {
            gone();
        }
    }

    private static void send(SocketChannel channel, ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("The line is full before anything was said");
        }
    }

    /** Cuts the line without a word, as a network does. */
    void cut() throws IOException {
        SocketChannel channel = line;
        if (channel != null) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            there = false;
            line = null;
            channel.close();
        }
    }

    /** The server ended the line, or it broke. */
    void gone() {
        SocketChannel channel = line;
        if (channel == null) {
            return;
        }
        line = null;
        census.left(there);
        there = false;
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isThere() {
        return there;
    }

    boolean hasLine() {
        return line != null;
    }

    Hearing hearing() {
        return hearing;
    }
}
