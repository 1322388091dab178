package io.parley.domain.channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelNameTest {
    private static UserId user(String subject) {
        return new UserId(RealmId.DEFAULT, subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "public:lobby", "jobs.7f", "db:collection:x", "a:._-=@,", "private:user-a=40b", "Room..:"})
    void aNameIsMadeOfLettersDigitsAndTheProtocolsSigns(String value) {
        assertThat(new ChannelName(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":a", ".a", "_a", "-a", "=41", "@a", ",a", "a b", "a/b", "a;b", "a%b", "a*", "a{b}", "ä", "aä", "a\n",
            "a\u0000"})
    void anythingElseIsNoName(String value) {
        assertThat(ChannelName.isValid(value)).isFalse();
    }

    @Test
    void aNameMayHaveTwoHundredAndFiftyFiveCharacters() {
        assertThat(ChannelName.isValid("n".repeat(255))).isTrue();
    }

    @Test
    void aNameMayNotHaveTwoHundredAndFiftySixCharacters() {
        assertThat(ChannelName.isValid("n".repeat(256))).isFalse();
    }

    @Test
    void whatIsNoNameIsRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName("<script>")).withMessageContaining(ChannelName.FORM)
                .withMessageNotContaining("script");
    }

    @Test
    void separatorsAreLiteral() {
        assertThat(new ChannelName("presence:x")).isNotEqualTo(new ChannelName("presence.x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"ada ada", "A.b_c-9@d,e A.b_c-9@d,e", "a:b a=3Ab", "a=b a=3Db", "auth0|7 auth0=7C7", "a/b a=2Fb",
            "ä =C3=A4", "🦊 =F0=9F=A6=8A", "٣ =D9=A3"})
    void anIdIsEscapedByteByByte(String id, String escaped) {
        assertThat(ChannelName.escape(id)).isEqualTo(escaped);
    }

    @Test
    void aBlankIsEscaped() {
        assertThat(ChannelName.escape("a b")).isEqualTo("a=20b");
    }

    @Test
    void theOwnChannelCarriesTheUsersId() {
        assertThat(ChannelName.ownOf(user("ada"))).isEqualTo(new ChannelName("private:user-ada"));
    }

    @Test
    void theOwnChannelOfAnOddIdIsStillAName() {
        assertThat(ChannelName.ownOf(user("auth0|Jörg"))).isEqualTo(new ChannelName("private:user-auth0=7CJ=C3=B6rg"));
    }

    /** A UserId admits 128 characters of any script; escaped, each may take nine. */
    @Test
    void everyUserIdHasAnOwnChannelHoweverItIsEscaped() {
        assertThat(ChannelName.ownOf(user("|".repeat(UserId.MAX_LENGTH)))).isNotNull();
    }

    /** Escaped it would have 9 × 128 characters: what has to fit into a name is a digest then. */
    @Test
    void twoLongIdsHaveTwoOwnChannels() {
        String most = "|".repeat(UserId.MAX_LENGTH - 1);
        assertThat(ChannelName.ownOf(user(most + "a"))).isNotEqualTo(ChannelName.ownOf(user(most + "b")));
    }

    @Test
    void theDigestOfALongIdIsTheSameEveryTimeAndFitsIntoAName() {
        ChannelName own = ChannelName.ownOf(user("🦊".repeat(64)));
        assertThat(own).isEqualTo(ChannelName.ownOf(user("🦊".repeat(64))));
        assertThat(own.value()).matches("private:user-==[0-9a-f]{64}");
    }

    // Three spellings of a user's own channel

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user.ada", "user:ada"})
    void theThreeSpellingsOfAUsersOwnChannelAreOneChannel(String spelling) {
        assertThat(new ChannelName(spelling).canonical()).isEqualTo(ChannelName.ownOf(user("ada")));
    }

    @ParameterizedTest
    @CsvSource({"user.a.b,private:user-a.b", "user:a.b,private:user-a.b", "user:auth0=7C7,private:user-auth0=7C7", "user:-,private:user--",
            "user..,private:user-."})
    void anIdMayHaveDotsAndEscapes(String spelling, String canonical) {
        assertThat(new ChannelName(spelling).canonical()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:a:b", "user.a:b", "user:a:", "user:", "user.", "user", "users:ada", "user-ada", "user=ada", "User:ada",
            "xuser:ada", "private:user.ada", "private:user:ada", "room:user:ada", "public:lobby"})
    void whatIsNoSpellingOfAnOwnChannelIsItself(String value) {
        assertThat(new ChannelName(value).canonical()).hasToString(value);
    }

    @Test
    void theLongestIdThatAnOwnChannelHoldsHasAllSpellings() {
        String id = "i".repeat(242);
        assertThat(new ChannelName("user:" + id).canonical().value()).isEqualTo("private:user-" + id).hasSize(255);
    }

    @Test
    void anIdThatDoesNotFitIntoAnOwnChannelIsNoSpellingOfOne() {
        String tooLong = "user:" + "i".repeat(243);
        assertThat(new ChannelName(tooLong).canonical()).hasToString(tooLong);
    }

    @Test
    void whatIsCanonicalStaysSo() {
        ChannelName own = new ChannelName("user.ada").canonical();
        assertThat(own.canonical()).isEqualTo(own);
    }

    @Test
    void whatIsSaidToAllIsSaidInAChannelOfItsOwn() {
        assertThat(ChannelName.ALL).hasToString("system:all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "system:all", "user.ada", "user:ada"})
    void anOwnChannelAndTheOneForAllAreHeardUnasked(String value) {
        assertThat(new ChannelName(value).canonical().isUnasked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:alla", "system:news", "private:room-1", "user:ada:typing", "public:lobby"})
    void everyOtherChannelHasToBeAskedFor(String value) {
        assertThat(new ChannelName(value).canonical().isUnasked()).isFalse();
    }
}
