package io.parley.application.channel;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.parley.application.extension.ChannelHook;
import io.parley.application.extension.Hooks;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Lanes;
import io.parley.application.extension.Peer;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** What hooks are told of who enters and leaves channels, and what they say to it. */
class SubscribingHooksTest extends OneNode {
    private static final ChannelName BROKEN = new ChannelName("chat:broken");

    private final Recorder hook = new Recorder();
    private final Subscribing subscribing = new Subscribing(node.channels, node.permissions, node.rules, node.records, node.broadcaster,
            node.backplane, node.histories, node.attendance, node.durables,
            new Hooks(List.of(), List.of(hook), node.guards, new Lanes(Runnable::run, 10), node.actions()), Runnable::run);

    /** Admits to whatever is not the room, and fails at one chat. */
    private static final class Recorder implements ChannelHook {
        final List<String> told = new ArrayList<>();

        @Override
        public Verdict admit(Peer peer, Channel channel) {
            if (channel.id().name().equals(BROKEN)) {
                throw new IllegalStateException("test: broken");
            }
            return channel.id().name().equals(ROOM) ? Verdict.refused(ErrorCode.PERMISSION_DENIED, "Not here") : Verdict.GRANTED;
        }

        @Override
        public void subscribed(Peer peer, ChannelId channel, HubActions hub) {
            told.add(peer.connection() + " in " + channel.name());
        }

        @Override
        public void unsubscribed(Peer peer, ChannelId channel, HubActions hub) {
            told.add(peer.connection() + " out of " + channel.name());
        }
    }

    private Outcome<Entry> enters(ChannelName channel) {
        Outcome<Entry> outcome = subscribing.enter(ada, Wish.toHear(channel));
        if (outcome instanceof Outcome.Done<Entry>(Entry entry)) {
            subscribing.goLive(ada, entry);
        }
        return outcome;
    }

    @Test
    void comingAndGoingIsTold() {
        enters(LOBBY);
        subscribing.leave(ada, LOBBY);
        assertThat(hook.told).containsExactly("ada-1 in public:lobby", "ada-1 out of public:lobby");
    }

    @Test
    void comingAgainIsNotTold() {
        enters(LOBBY);
        enters(LOBBY);
        assertThat(hook.told).hasSize(1);
    }

    @Test
    void theEndOfAConnectionIsTold() {
        enters(LOBBY);
        subscribing.leaveAll(ada);
        assertThat(hook.told).endsWith("ada-1 out of public:lobby");
    }

    @Test
    void whomAHookRefusesHearsNothingAndNothingIsTold() {
        assertThat(enters(ROOM)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        assertThat(ada.entered()).isEmpty();
        assertThat(hook.told).isEmpty();
    }

    @Test
    void whereAHookFailsNobodyIsAdmitted() {
        assertThat(enters(BROKEN)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void whatIsForAllIsHeardWithoutAWordToAnybody() {
        subscribing.enterAll(ada);
        subscribing.leaveAll(ada);
        assertThat(hook.told).isEmpty();
    }
}
