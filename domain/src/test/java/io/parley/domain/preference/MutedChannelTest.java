package io.parley.domain.preference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MutedChannelTest {
    @ParameterizedTest
    @CsvSource({"chat:1,chat:1,true", "chat:1,chat:12,false", "chat:1,Chat:1,false", "chat:*,chat:1,true", "chat:*,chat:,true",
            "chat:*,chat,false", "chat*,chat,true", "*,anything,true", "docs.*,docs:1,false"})
    void aNameIsItselfAndAStarIsWhateverFollows(String text, String channel, boolean covered) {
        assertThat(new MutedChannel(text).covers(new ChannelName(channel))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "chat:**", "*chat", "ch*t:1", "chat:{id}", ":chat", "chat/1", "ä"})
    void whatIsNeitherANameNorItsBeginningIsNothing(String text) {
        assertThat(MutedChannel.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new MutedChannel(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:all", "system:maintenance", "private:user-ada", "user:ada", "user.ada"})
    void whatMustReachAUserCannotBeNamed(String text) {
        assertThat(MutedChannel.isValid(text)).isFalse();
    }

    @Test
    void aPatternIsAsLongAsANameWithAStar() {
        String longest = "c".repeat(ChannelName.MAX_LENGTH);
        assertThat(MutedChannel.isValid(longest + "*")).isTrue();
        assertThat(MutedChannel.isValid(longest + "c*")).isFalse();
    }
}
