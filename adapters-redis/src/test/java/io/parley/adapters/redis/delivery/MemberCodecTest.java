package io.parley.adapters.redis.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;

class MemberCodecTest {
    private static final RealmId REALM = new RealmId("acme");

    private static Member member(String subject, Optional<String> name, Optional<String> avatar) {
        return new Member(new UserId(REALM, subject), new Profile(name, avatar));
    }

    private static byte[] written(Member member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MemberCodec.write(new DataOutputStream(bytes), member);
        return bytes.toByteArray();
    }

    private static Member read(byte[] bytes) throws IOException {
        return MemberCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)), REALM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "auth0|Jörg", "🦊", "a🦊\u0000b", "\u0000", "漢字", "a\nb", "\uffff\u0080\u07ff\u0800"})
    void aUserOfAnyCharactersIsTheSameAfterAJourney(String subject) throws IOException {
        Member member = member(subject, Optional.of(subject), Optional.of(subject));
        assertThat(read(written(member))).isEqualTo(member);
    }

    @Test
    void theLongestUserIsTheSameAfterAJourney() throws IOException {
        Member member = member("漢".repeat(UserId.MAX_LENGTH), Optional.empty(), Optional.empty());
        assertThat(read(written(member))).isEqualTo(member);
    }

    @Test
    void aNameAloneIsTheSameAfterAJourney() throws IOException {
        Member member = member("ada", Optional.of("Ada"), Optional.empty());
        assertThat(read(written(member))).isEqualTo(member);
    }

    @Test
    void anAvatarAloneIsTheSameAfterAJourney() throws IOException {
        Member member = member("ada", Optional.empty(), Optional.of("https://x.test/a.png"));
        assertThat(read(written(member))).isEqualTo(member);
    }

    @Test
    void anEmptyNameIsNotNoName() throws IOException {
        Member member = member("ada", Optional.of(""), Optional.empty());
        assertThat(read(written(member))).isEqualTo(member);
    }

    /** The script that evicts cuts the user out of the bytes and compares it with one that was sent in UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"ada", "🦊", "a\u0000b", "ä"})
    void theUserStandsFirstAsItsLengthInTwoBytesAndUtf8(String subject) throws IOException {
        byte[] utf8 = subject.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = written(member(subject, Optional.of("x"), Optional.empty()));
        assertThat(Arrays.copyOf(bytes, 2 + utf8.length)).startsWith(0, utf8.length).endsWith(utf8);
    }

    @Test
    void aTextOverTheBoundIsRefused() {
        assertThatIOException().isThrownBy(() -> written(member("ada", Optional.of("x".repeat(65_536)), Optional.empty())));
    }

    @Test
    void aTextAtTheBoundIsTheSameAfterAJourney() throws IOException {
        Member member = member("ada", Optional.of("x".repeat(65_535)), Optional.empty());
        assertThat(read(written(member))).isEqualTo(member);
    }

    @Test
    void truncatedBytesAreNeverReadAsAnotherMember() throws IOException {
        byte[] bytes = written(member("ada", Optional.of("Ada"), Optional.of("https://x.test/a.png")));
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatException().as("%d of %d bytes", length, bytes.length).isThrownBy(() -> read(truncated));
        }
    }
}
