package io.parley.domain.channel;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RuleTest {
    @Test
    void aRuleHasAtMostFiveHundredAndTwelveCharacters() {
        assertThat(new Rule("r".repeat(512)).text()).hasSize(512);
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("r".repeat(513)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aRuleSaysSomething(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule(text));
    }

    @Test
    void whatIsRefusedIsNotRepeated() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("secret".repeat(100))).withMessageNotContaining("secret");
    }

    @Test
    void rulesOfTheSameTextAreTheSame() {
        assertThat(new Rule("true")).isEqualTo(Rule.EVERYONE).hasToString("true");
    }

    @Test
    void noTwoConstantsSayTheSame() {
        List<Object> constants = Arrays.stream(Rule.class.getFields()).filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }).filter(Rule.class::isInstance).toList();
        assertThat(constants).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void inAChannelOfWhichNothingElseIsSaidWhoListensSeesWhoElseDoes() {
        assertThat(Rules.of(Rule.USERS, Rule.SERVERS)).isEqualTo(new Rules(Rule.USERS, Rule.SERVERS, Rule.EVERYONE));
    }

    @Test
    void eachDeedHasItsOwnRule() {
        Rules rules = new Rules(Rule.USERS, Rule.SERVERS, Rule.MEMBERS);
        assertThat(List.of(Deed.SUBSCRIBE, Deed.PUBLISH, Deed.SEE_PRESENCE)).extracting(rules::of).containsExactly(Rule.USERS, Rule.SERVERS,
                Rule.MEMBERS);
    }
}
