package io.parley.domain.channel;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class EscapedIdTest {
    private static UserId user(String subject) {
        return new UserId(RealmId.DEFAULT, subject);
    }

    private static Map<String, String> read(String escaped, Optional<UserId> reader) {
        return EscapedId.read(Map.of("id", escaped), reader);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"ada ada", "A.b_c-9@d,e A.b_c-9@d,e", "a=3Ab a:b", "a=3Db a=b", "=C3=A4 ä", "=F0=9F=A6=8A 🦊"})
    void whatWasEscapedIsRead(String escaped, String id) {
        assertThat(EscapedId.unescape(escaped)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "a=", "=3", "a=3", "=G0", "=3G", "= 0", "==", "=-1", "=+1"})
    void aHalfEscapeIsNoId(String escaped) {
        assertThat(EscapedId.unescape(escaped)).isEmpty();
    }

    /** Otherwise {@code a}, {@code =61} and so on would be many channels of one user. */
    @ParameterizedTest
    @ValueSource(strings = {"=61", "a=2Eb", "=c3=a4", "=C3=a4", "=5F"})
    void whatNobodyWouldHaveEscapedSoIsNoId(String escaped) {
        assertThat(EscapedId.unescape(escaped)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=C3", "=FF", "=C0=80", "=ED=A0=80", "=F0=9F=A6"})
    void bytesThatAreNoUtf8AreNoId(String escaped) {
        assertThat(EscapedId.unescape(escaped)).isEmpty();
    }

    @Test
    void anIdThatFitsIsEscapedAndALongerOneIsADigest() {
        assertThat(EscapedId.of(user("a:b"), 5)).isEqualTo("a=3Ab");
        assertThat(EscapedId.of(user("a:b"), 4)).matches("==[0-9a-f]{64}");
    }

    @Test
    void capturesAreReadAsTheIdsThatWereEscaped() {
        assertThat(EscapedId.read(Map.of("id", "auth0=7C7", "event", "x"), Optional.empty()))
                .isEqualTo(Map.of("id", "auth0|7", "event", "x"));
    }

    @Test
    void aCaptureThatCarriesNoIdIsLeftOut() {
        assertThat(EscapedId.read(Map.of("id", "=61", "event", "x"), Optional.of(user("a")))).isEqualTo(Map.of("event", "x"));
    }

    @Test
    void theDigestOfALongIdIsReadByTheUserWhoseItIsAlone() {
        UserId fox = user("🦊".repeat(64));
        String digest = ChannelName.idOf(fox);
        assertThat(read(digest, Optional.of(fox))).isEqualTo(Map.of("id", fox.subject()));
        assertThat(read(digest, Optional.of(user("eve")))).isEmpty();
        assertThat(read(digest, Optional.empty())).isEmpty();
    }

    /** A user may call himself anything; what looks like somebody's digest is escaped like everything else. */
    @Test
    void whoIsCalledLikeADigestDoesNotHaveItsChannel() {
        String digest = ChannelName.idOf(user("🦊".repeat(64)));
        assertThat(ChannelName.idOf(user(digest))).isNotEqualTo(digest);
        assertThat(read(digest, Optional.of(user(digest)))).isEmpty();
    }
}
