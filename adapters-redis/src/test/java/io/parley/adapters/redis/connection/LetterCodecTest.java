package io.parley.adapters.redis.connection;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.connection.ConnectionQuery;
import io.parley.application.connection.ConnectionView;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LetterCodecTest {
    private static final ChannelId ASKER = new ChannelId(RealmId.HUB, new ChannelName("connections:n-1@1"));
    private static final UserId ADA = new UserId(RealmId.DEFAULT, "ada|🦊\u0000");

    static Stream<Question> questions() {
        return Stream.of(new Question.End(RealmId.DEFAULT, new ConnectionId("c-1")),
                new Question.Find(new ConnectionQuery(RealmId.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), 1)),
                new Question.Find(new ConnectionQuery(RealmId.DEFAULT, Optional.of(ADA), Optional.of(new ChannelName("room:1")),
                        Optional.of(new NodeId("n-1")), Optional.of(Transport.SSE), Optional.of(new ConnectionId("c-1")), 1_000)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionArrivesAsItWasAsked(Question question) {
        Letter<Question> letter = new Letter<>(7, ASKER, question);
        assertThat(LetterCodec.question(LetterCodec.question(letter))).isEqualTo(letter);
    }

    @Test
    void anAnswerArrivesAsItWasGiven() {
        ConnectionView ada = new ConnectionView(new ConnectionId("c-1"), RealmId.DEFAULT, Optional.of(ADA), new NodeId("n-1"),
                Transport.WEBSOCKET, Instant.parse("2026-03-01T12:00:00.123456789Z"), List.of(new ChannelName("room:1")));
        ConnectionView nobody = new ConnectionView(new ConnectionId("c-2"), RealmId.DEFAULT, Optional.empty(), new NodeId("n-1"),
                Transport.SSE, Instant.EPOCH, List.of());
        Letter<Answer> letter = new Letter<>(7, ASKER, new Answer("n-1@1", List.of(ada, nobody), true));
        assertThat(LetterCodec.answer(LetterCodec.answer(letter))).isEqualTo(letter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "garbage that is longer than a number"})
    void garbageIsAFailureOfItsOwn(String garbage) {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> LetterCodec.question(garbage.getBytes()));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> LetterCodec.answer(garbage.getBytes()));
    }

    @Test
    void aQuestionOfAKindThatIsNotKnownYetIsAFailureOfItsOwn() {
        byte[] letter = LetterCodec.question(new Letter<>(7, ASKER, new Question.End(RealmId.DEFAULT, new ConnectionId("c"))));
        letter[Long.BYTES + Short.BYTES + ASKER.name().value().length()] = 9;
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> LetterCodec.question(letter));
    }
}
