package io.parley.adapters.cel;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Deed;
import io.parley.domain.identity.User;

import static io.parley.adapters.cel.Scene.ADA;
import static io.parley.adapters.cel.Scene.SERVER;
import static io.parley.adapters.cel.Scene.channel;
import static io.parley.adapters.cel.Scene.rule;
import static io.parley.adapters.cel.Scene.said;
import static io.parley.adapters.cel.Scene.user;
import static org.assertj.core.api.Assertions.assertThat;

/** A user's own channel is his alone, however he is called. */
class OwnChannelTest {
    private static boolean hears(User who, String name) {
        Channel channel = channel(name);
        return rule(channel.rule(Deed.SUBSCRIBE).text(), Question.ENTER).permits(Facts.entering(who, channel));
    }

    private static String ownOf(User user) {
        return ChannelName.ownOf(user.id()).value();
    }

    @Property(tries = 300)
    void everyUserHearsHisOwnAndNobodyElses(@ForAll @StringLength(min = 1, max = 128) String one,
            @ForAll @StringLength(min = 1, max = 128) String another) {
        // Half of a surrogate pair is no text: it has no bytes in UTF-8.
        Assume.that(!one.equals(another) && one.codePoints().noneMatch(OwnChannelTest::isHalf)
                && another.codePoints().noneMatch(OwnChannelTest::isHalf));
        assertThat(hears(user(one), ownOf(user(one))) && !hears(user(another), ownOf(user(one)))).isTrue();
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    @Test
    void anIdOfOddCharactersIsEscapedIntoTheName() {
        User odd = user("a=b/c d:é");
        assertThat(ownOf(odd)).isEqualTo("private:user-a=3Db=2Fc=20d=3A=C3=A9");
        assertThat(hears(odd, ownOf(odd)) && !hears(user("a=b/c d:e"), ownOf(odd)) && !hears(ADA, ownOf(odd))).isTrue();
    }

    @Test
    void anIdTooLongForANameIsADigestThatItsUserAloneCanRead() {
        User lengthy = user("é".repeat(128));
        assertThat(ownOf(lengthy)).startsWith("private:user-==");
        assertThat(hears(lengthy, ownOf(lengthy)) && !hears(user("é".repeat(127) + "e"), ownOf(lengthy)) && !hears(ADA, ownOf(lengthy)))
                .isTrue();
    }

    @Test
    void whoeverIsCalledLikeTheDigestOfAnotherDoesNotHearHim() {
        String own = ownOf(user("é".repeat(128)));
        assertThat(hears(user(own.substring("private:user-".length())), own)).isFalse();
    }

    @Test
    void aNameThatNobodyWouldHaveEscapedSoIsNobodys() {
        assertThat(hears(ADA, "private:user-=61da")).isFalse();
    }

    @Test
    void theEventsOfAUserAreHeardByHimAndSpokenByServers() {
        Channel typing = channel("user:ada:typing");
        assertThat(hears(ADA, "user:ada:typing") && !hears(user("bob"), "user:ada:typing")).isTrue();
        assertThat(rule(typing.rule(Deed.PUBLISH).text(), Question.PUBLISH).permits(Facts.saying(SERVER, typing, said("1")))).isTrue();
    }
}
