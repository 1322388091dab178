package io.parley.adapters.redis.connection;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.Unavailable;
import io.parley.application.connection.ConnectionDirectory;
import io.parley.application.connection.ConnectionPage;
import io.parley.application.connection.ConnectionQuery;
import io.parley.application.connection.ConnectionView;
import io.parley.application.connection.NodeConnections;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;

/**
 * Asks the nodes: a question goes to all on one topic, and each answers on the topic of the one who asks. Nothing is kept, so nothing can be out
 * of date; whose lease holds and who does not answer within {@link #PATIENCE} makes an answer partial.
 */
public final class RedisConnectionDirectory implements ConnectionDirectory, AutoCloseable {
    /** How long a node may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnectionDirectory.class);
    private static final String QUESTIONS = "parley:connections:questions";

    private final RedissonClient redis;
    private final NodeLease lease;
    private final NodeConnections connections;
    private final String replyTo;
    private final AtomicLong asked = new AtomicLong();
    private final ConcurrentMap<Long, Poll> polls = new ConcurrentHashMap<>();
    private final int hearsQuestions;
    private final int hearsAnswers;

    /**
     * From now on this node answers the others.
     *
     * @param connections what it has
     * @param executor    runs what is asked, off the threads that carry messages
     * @throws Unavailable if Redis does not answer
     */
    public RedisConnectionDirectory(RedissonClient redis, NodeLease lease, NodeConnections connections, Executor executor) {
        this.redis = redis;
        this.lease = lease;
        this.connections = connections;
        replyTo = "parley:connections:answers:" + lease.life();
        hearsAnswers = listen(replyTo, answer -> attempt(() -> take(answer)));
        hearsQuestions = listen(QUESTIONS, question -> executor.execute(() -> attempt(() -> reply(question))));
    }

    private int listen(String topic, Consumer<byte[]> listener) {
        return Redis.ask("subscribe to what nodes ask each other",
                () -> topic(topic).addListener(byte[].class, (_, bytes) -> listener.accept(bytes)));
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
                byte[] letter = LetterCodec.question(new Letter<>(number, replyTo, question));
                Redis.ask("carry a question to the nodes", () -> topic(QUESTIONS).publish(letter));
                poll.await(PATIENCE);
            }
            return poll;
        } finally {
            polls.remove(number);
        }
    }

    private void reply(byte[] bytes) {
        Letter<Question> letter = LetterCodec.question(bytes);
        if (letter.replyTo().equals(replyTo)) {
            return;
        }
        Answer answer = switch (letter.content()) {
            case Question.Find(ConnectionQuery query) -> new Answer(lease.life(), connections.find(query), false);
            case Question.End(RealmId realm, ConnectionId connection) ->
                new Answer(lease.life(), List.of(), connections.end(realm, connection));
        };
        topic(letter.replyTo()).publish(LetterCodec.answer(new Letter<>(letter.number(), letter.replyTo(), answer)));
    }

    private void take(byte[] bytes) {
        Letter<Answer> letter = LetterCodec.answer(bytes);
        Poll poll = polls.get(letter.number());
        if (poll != null) {
            poll.add(letter.content());
        }
    }

    private static void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (RedisException | UncheckedIOException e) {
            LOG.warn("What nodes ask each other did not get through: {}", e.getMessage());
        }
    }

    private RTopic topic(String topic) {
        return redis.getTopic(topic, ByteArrayCodec.INSTANCE);
    }

    /** This node answers no more. */
    @Override
    public void close() {
        Redis.tell("unsubscribe from what nodes ask each other", () -> {
            topic(QUESTIONS).removeListener(hearsQuestions);
            topic(replyTo).removeListener(hearsAnswers);
        });
    }
}
