package io.parley.domain.delivery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.Rule;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AudienceTest {
    private static final Set<String> NONE = Set.of();
    private static final Optional<Set<String>> ALL = Optional.empty();
    private static final Optional<UserId> ADA = user("ada");
    private static final Optional<UserId> BOB = user("bob");
    private static final Optional<UserId> NOBODY = Optional.empty();
    private static final ConnectionId LINE = new ConnectionId("line-1");

    private static Optional<UserId> user(String subject) {
        return Optional.of(new UserId(RealmId.DEFAULT, subject));
    }

    private static Audience to(String... users) {
        return new Audience(Optional.of(Set.of(users)), NONE, NONE, Optional.empty());
    }

    private static Audience without(String... users) {
        return new Audience(ALL, Set.of(users), NONE, Optional.empty());
    }

    @Test
    void everybodyIsNamedWhereNobodyIsLeftOut() {
        assertThat(Audience.EVERYBODY.names(ADA, LINE)).isTrue();
        assertThat(Audience.EVERYBODY.names(NOBODY, LINE)).isTrue();
    }

    @Test
    void onlyThoseWhoAreNamedAreMeant() {
        assertThat(to("ada", "carol").names(ADA, LINE)).isTrue();
        assertThat(to("ada", "carol").names(BOB, LINE)).isFalse();
    }

    @Test
    void whoIsNoUserIsNeverNamed() {
        assertThat(to("ada").names(NOBODY, LINE)).isFalse();
        assertThat(to().names(NOBODY, LINE)).isFalse();
    }

    @Test
    void anAudienceOfNobodyIsForNobody() {
        assertThat(to().names(ADA, LINE)).isFalse();
        assertThat(to().isEverybody()).isFalse();
    }

    @Test
    void whoIsLeftOutIsNotMeantAndTheOthersAre() {
        assertThat(without("ada").names(ADA, LINE)).isFalse();
        assertThat(without("ada").names(BOB, LINE)).isTrue();
        assertThat(without("ada").names(NOBODY, LINE)).isTrue();
    }

    @Test
    void whoIsNamedAndLeftOutIsNotMeant() {
        assertThat(new Audience(Optional.of(Set.of("ada")), Set.of("ada"), NONE, Optional.empty()).names(ADA, LINE)).isFalse();
    }

    @Test
    void oneConnectionOfAUserMayBeLeftOut() {
        Audience audience = new Audience(ALL, NONE, Set.of("line-1"), Optional.empty());
        assertThat(audience.names(ADA, LINE)).isFalse();
        assertThat(audience.names(ADA, new ConnectionId("line-2"))).isTrue();
        assertThat(audience.names(NOBODY, LINE)).isFalse();
    }

    @Test
    void aFilterNamesNobodyAndLeavesNobodyOut() {
        Audience audience = new Audience(ALL, NONE, NONE, Optional.of(Rule.NOBODY));
        assertThat(audience.names(ADA, LINE)).isTrue();
        assertThat(audience.isEverybody()).isFalse();
    }

    @Test
    void onlyWhereNothingIsSaidItIsForEverybody() {
        assertThat(new Audience(ALL, NONE, NONE, Optional.empty()).isEverybody()).isTrue();
        assertThat(without("ada").isEverybody()).isFalse();
        assertThat(new Audience(ALL, NONE, Set.of("line-1"), Optional.empty()).isEverybody()).isFalse();
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "name-" + i).collect(Collectors.toSet());
    }

    @Test
    void eachListNamesAThousand() {
        assertThatCode(() -> new Audience(Optional.of(names(1_000)), names(1_000), names(1_000), Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void noListNamesMore() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Audience(Optional.of(names(1_001)), NONE, NONE, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Audience(ALL, names(1_001), NONE, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Audience(ALL, NONE, names(1_001), Optional.empty()));
    }

    @Test
    void whoChangesTheListsLaterDoesNotChangeTheAudience() {
        Set<String> users = new HashSet<>(Set.of("ada"));
        Audience audience = new Audience(Optional.of(users), users, users, Optional.empty());
        users.clear();
        assertThat(audience).isEqualTo(new Audience(Optional.of(Set.of("ada")), Set.of("ada"), Set.of("ada"), Optional.empty()));
    }
}
