package io.parley.domain.channel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class EscapedIdPropertiesTest {
    /** What can stand in a name where a pattern captures; escapes and half escapes are frequent. */
    @Provide
    Arbitrary<String> captures() {
        Arbitrary<String> pieces = Arbitraries.oneOf(Arbitraries.strings().withChars("ab.-=3AFc").ofMaxLength(4),
                Arbitraries.integers().between(0, 255).map(b -> String.format("=%02X", b)),
                Arbitraries.of("=C3=A4", "=61", "=3D", "=c3=a4"));
        return pieces.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("", list)).filter(text -> !text.isEmpty());
    }

    /** Ids of which some are long enough to become a digest. */
    @Provide
    Arbitrary<String> subjects() {
        Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(UserId.MAX_LENGTH);
        Arbitrary<String> odd = Arbitraries.strings().withChars("|=ä漢").ofMinLength(1).ofMaxLength(UserId.MAX_LENGTH);
        return Arbitraries.oneOf(any, odd).filter(EscapedIdPropertiesTest::wellFormed);
    }

    private static boolean wellFormed(String id) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(id);
    }

    private static UserId user(String subject) {
        return new UserId(RealmId.DEFAULT, subject);
    }

    @Property
    void anEscapedIdIsReadAsTheIdItWas(@ForAll @StringLength(max = 40) String id) {
        Assume.that(wellFormed(id));
        assertThat(EscapedId.unescape(EscapedId.escape(id))).contains(id);
    }

    @Property
    void noTwoTextsCarryTheSameId(@ForAll("captures") String text) {
        EscapedId.unescape(text).ifPresent(id -> assertThat(EscapedId.escape(id)).isEqualTo(text));
    }

    @Property
    void whateverStandsInANameReadingItNeverFails(@ForAll @StringLength(max = 20) String text) {
        assertThat(EscapedId.unescape(text)).isNotNull();
    }

    @Property
    void everyUserReadsHisOwnIdInHisOwnChannel(@ForAll("subjects") String subject) {
        UserId user = user(subject);
        assertThat(EscapedId.read(Map.of("id", ChannelName.idOf(user)), Optional.of(user))).isEqualTo(Map.of("id", subject));
    }

    @Property
    void nobodyReadsHisOwnIdInAnothersChannel(@ForAll("subjects") String one, @ForAll("subjects") String other) {
        Assume.that(!one.equals(other));
        assertThat(EscapedId.read(Map.of("id", ChannelName.idOf(user(one))), Optional.of(user(other))).values()).doesNotContain(other);
    }

    @Property
    void noTwoUsersShareAnOwnChannel(@ForAll("subjects") String one, @ForAll("subjects") String other) {
        Assume.that(!one.equals(other));
        assertThat(ChannelName.ownOf(user(one))).isNotEqualTo(ChannelName.ownOf(user(other)));
    }

    @Property
    void everySpellingOfAnOwnChannelIsOneChannel(@ForAll("subjects") String subject) {
        String id = ChannelName.idOf(user(subject));
        assertThat(Stream.of("user." + id, "user:" + id, "private:user-" + id).map(ChannelName::new).map(ChannelName::canonical))
                .containsOnly(ChannelName.ownOf(user(subject)));
    }
}
