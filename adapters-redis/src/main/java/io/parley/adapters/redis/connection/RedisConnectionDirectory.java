package io.parley.adapters.redis.connection;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.Unavailable;
import io.parley.application.connection.ConnectionDirectory;
import io.parley.application.connection.ConnectionPage;
import io.parley.application.connection.ConnectionQuery;
import io.parley.application.connection.ConnectionView;
import io.parley.application.connection.NodeConnections;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

/**
 * Asks the nodes: a question goes to all in one channel of the hub's own, and each answers in the channel of the one who asks, on the way on which
 * messages go and which is watched. Nothing is kept, so nothing can be out of date; whose lease holds and who does not answer within
 * {@link #PATIENCE} makes an answer partial.
 */
public final class RedisConnectionDirectory implements ConnectionDirectory, AutoCloseable {
    /** How long a node may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnectionDirectory.class);
    private static final ChannelId QUESTIONS = channel("questions");

    private final Backplane backplane;
    private final NodeLease lease;
    private final NodeConnections connections;
    private final InstantSource clock;
    private final ChannelId answers;
    private final AtomicLong asked = new AtomicLong();
    private final ConcurrentMap<Long, Poll> polls = new ConcurrentHashMap<>();

    /**
     * From now on this node answers the others.
     *
     * @param backplane   carries what is asked and answered
     * @param connections what it has
     * @param executor    runs what is asked, off the threads that carry messages
     * @param clock       stamps what is asked and answered
     * @throws Unavailable if Redis does not answer
     */
    public RedisConnectionDirectory(Backplane backplane, NodeLease lease, NodeConnections connections, Executor executor,
            InstantSource clock) {
        this.backplane = backplane;
        this.lease = lease;
        this.connections = connections;
        this.clock = clock;
        answers = channel(lease.life());
        backplane.attach(answers, new Listener(letter -> attempt(() -> take(letter))));
        backplane.attach(QUESTIONS, new Listener(letter -> executor.execute(() -> attempt(() -> reply(letter)))));
    }

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.HUB, new ChannelName("connections:" + name));
    }

    private record Listener(Consumer<byte[]> letters) implements BackplaneListener {
        @Override
        public void received(Delivery delivery) {
            if (delivery.event() instanceof Message message) {
                letters.accept(message.data().bytes());
            }
        }

        @Override
        public void interrupted(ChannelId channel) {
            // Who waits for an answer that was missed waits in vain, and says so.
        }
    }

    @Override
    public ConnectionPage find(ConnectionQuery query) {
        Poll poll = ask(new Question.Find(query), life -> query.asks(NodeLease.nodeOf(life)));
        Stream<ConnectionView> elsewhere = poll.answers().stream().flatMap(answer -> answer.found().stream());
        return ConnectionPage.of(query, Stream.concat(connections.find(query).stream(), elsewhere), !poll.complete());
    }

    @Override
    public boolean end(RealmId realm, ConnectionId connection) {
        if (connections.end(realm, connection)) {
            return true;
        }
        Poll poll = ask(new Question.End(realm, connection), _ -> true);
        boolean ended = poll.answers().stream().anyMatch(Answer::ended);
        if (!ended && !poll.complete()) {
            throw new Unavailable("A node did not say whether it has a connection", new TimeoutException("no answer in " + PATIENCE));
        }
        return ended;
    }

    /** The question with the answers to it; it is open for as long as it is waited for. */
    private Poll ask(Question question, Predicate<String> concerned) {
        Poll poll = new Poll(lease.living().stream().filter(life -> !life.equals(lease.life())).filter(concerned).toList());
        long number = asked.incrementAndGet();
        polls.put(number, poll);
        try {
            if (!poll.complete()) {
                send(QUESTIONS, LetterCodec.question(new Letter<>(number, answers, question)));
                poll.await(PATIENCE);
            }
            return poll;
        } finally {
            polls.remove(number);
        }
    }

    private void reply(byte[] bytes) {
        Letter<Question> letter = LetterCodec.question(bytes);
        if (letter.replyTo().equals(answers)) {
            return;
        }
        Answer answer = switch (letter.content()) {
            case Question.Find(ConnectionQuery query) -> new Answer(lease.life(), connections.find(query), false);
            case Question.End(RealmId realm, ConnectionId connection) ->
                new Answer(lease.life(), List.of(), connections.end(realm, connection));
        };
        send(letter.replyTo(), LetterCodec.answer(new Letter<>(letter.number(), letter.replyTo(), answer)));
    }

    private void take(byte[] bytes) {
        Letter<Answer> letter = LetterCodec.answer(bytes);
        Poll poll = polls.get(letter.number());
        if (poll != null) {
            poll.add(letter.content());
        }
    }

    private void send(ChannelId channel, byte[] letter) {
        backplane.publish(new Message(channel, "letter", Payload.ofBinary(letter), clock.instant(), Optional.empty()), History.NONE);
    }

    private static void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (Unavailable | UncheckedIOException e) {
            LOG.warn("What nodes ask each other did not get through: {}", e.getMessage());
        }
    }

    /** This node answers no more. */
    @Override
    public void close() {
        backplane.detach(QUESTIONS);
        backplane.detach(answers);
    }
}
