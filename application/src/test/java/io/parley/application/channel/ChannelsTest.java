package io.parley.application.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds under a name. */
class ChannelsTest extends OneNode {
    private Outcome<Channel> find(String name) {
        return node.channels.find(RealmId.DEFAULT, new ChannelName(name));
    }

    @Test
    void aNameThatNoPatternMatchesIsNoChannel() {
        assertThat(codeOf(find("nowhere"))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(node.channels.planned(RealmId.DEFAULT, new ChannelName("nowhere")))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aChannelHasThePolicyOfItsPatternAndWhatTheNameCarries() {
        Channel channel = valueOf(find("payment:ada:receipt"));
        assertThat(channel.policy().pattern()).hasToString("payment:{id}:*");
        assertThat(channel.captured()).isEqualTo(Map.of("id", "ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user.ada", "user:ada"})
    void aUsersOwnChannelIsOneUnderEachSpelling(String spelling) {
        assertThat(valueOf(find(spelling)).id().name()).isEqualTo(ChannelName.ownOf(ADA));
    }

    @Test
    void whatIsKeptAboutAChannelStandsInIt() {
        assertThat(valueOf(find("room:1")).record()).isEqualTo(ChannelRecord.NOTHING);
        makes(ROOM, SomeRoom.ofMembers("ada"));
        assertThat(valueOf(find("room:1")).record()).isEqualTo(new ChannelRecord(Optional.of(SomeRoom.ofMembers("ada")), Bans.NONE));
    }

    @Test
    void whereARoomIsRequiredThereIsNoChannelUntilOneIsMade() {
        assertThat(codeOf(node.channels.find(RealmId.DEFAULT, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(valueOf(node.channels.planned(RealmId.DEFAULT, CLUB)).id()).isEqualTo(CLUB_ID);
        makes(CLUB, Room.PLAIN);
        assertThat(valueOf(node.channels.find(RealmId.DEFAULT, CLUB)).id()).isEqualTo(CLUB_ID);
    }

    @Test
    void ofWhatEverybodyHearsUnaskedNothingIsKeptAndNobodyIsAsked() {
        node.storeIsAwayAt("find");
        assertThat(valueOf(find("user.ada")).record()).isEqualTo(ChannelRecord.NOTHING);
        assertThat(valueOf(find("system:all")).record()).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void ofAnUnknownNameNobodyIsAsked() {
        node.storeIsAwayAt("find");
        assertThat(codeOf(find("nowhere"))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whatIsKeptIsAFailureIfNobodyWhoKnowsItAnswers() {
        node.storeIsAwayAt("find");
        unavailable(() -> find("room:1"));
    }

    // Realms

    private static Realm realm(RealmId id, PolicyBook policies) {
        return new Realm(id, Set.of(), policies, false, new OriginPolicy(Set.of()), AddressPolicy.ANYBODY);
    }

    @Test
    void eachRealmHasPoliciesOfItsOwn() {
        PolicyBook none = new PolicyBook(List.of());
        InMemoryNode two = new InMemoryNode(
                new Realms(List.of(realm(RealmId.DEFAULT, ShippedPolicies.BOOK), realm(TestRealms.SCHOOL, none))));
        assertThat(valueOf(two.channels.find(RealmId.DEFAULT, LOBBY)).id().realm()).isEqualTo(RealmId.DEFAULT);
        assertThat(codeOf(two.channels.find(TestRealms.SCHOOL, LOBBY))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aRoomOfOneRealmIsNoneOfAnother() {
        makes(ROOM, SomeRoom.ofMembers("ada"));
        assertThat(valueOf(node.channels.find(TestRealms.SCHOOL, ROOM)).record()).isEqualTo(ChannelRecord.NOTHING);
    }
}
