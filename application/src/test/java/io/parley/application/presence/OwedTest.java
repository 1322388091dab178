package io.parley.application.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class OwedTest {
    private final Owed owed = new Owed();

    private static Seat debt(int number) {
        return new Seat(new ChannelId(RealmId.DEFAULT, new ChannelName("room:1")), new ConnectionId("c-" + number),
                new UserId(RealmId.DEFAULT, "ada"));
    }

    @Test
    void whatIsOwedIsTriedOnceAndInOrder() {
        owed.add(debt(1));
        owed.add(debt(2));
        List<Seat> tried = new ArrayList<>();
        owed.settle(tried::add);
        owed.settle(tried::add);
        assertThat(tried).containsExactly(debt(1), debt(2));
    }

    @Test
    void whatIsOwedAgainIsTriedTheNextTime() {
        owed.add(debt(1));
        owed.settle(owed::add);
        List<Seat> tried = new ArrayList<>();
        owed.settle(tried::add);
        assertThat(tried).containsExactly(debt(1));
    }

    @Test
    void thereIsABound() {
        assertThat(IntStream.range(0, Owed.MAX).allMatch(number -> owed.add(debt(number)))).isTrue();
        assertThat(owed.add(debt(Owed.MAX))).isFalse();
    }
}
