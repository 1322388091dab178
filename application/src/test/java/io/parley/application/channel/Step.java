package io.parley.application.channel;

import java.util.List;

/** What happens to a cluster of two nodes and those who hear it. Clients, nodes and channels are counted from 0. */
sealed interface Step {
    /** So many messages are said at a node; the last is not for one client. */
    record Say(int node, int channel, int count, int notFor) implements Step {}

    /** A client subscribes where it is, and goes on from what it knows if it knows anything and wants to. */
    record Enter(int client, int channel, boolean recover) implements Step {}

    /** A client reads what it was answered, and hears from then on. */
    record GoLive(int client) implements Step {}

    record Leave(int client, int channel) implements Step {}

    /** A client's connection ends, and it comes back to a node, to the channels where it was. */
    record Reconnect(int client, int node) implements Step {}

    /** Nothing arrives at a node. */
    record Cut(int node) implements Step {}

    /** It arrives again, and the node knows that something may not have. */
    record Mend(int node) implements Step {}

    /** It arrives again, and the node does not know. */
    record HearAgain(int node) implements Step {}

    /** A node cannot read, publish or attach. */
    record StoreAway(int node) implements Step {}

    record StoreBack(int node) implements Step {}

    /** Another takes its place; its clients come back to the other. */
    record Die(int node) implements Step {}

    /** Another store takes over, without the last so many of each channel. */
    record FailOver(int unheard) implements Step {}

    record LoseHistory() implements Step {}

    /** Those who catch up do so, and time passes. */
    record Pass(int seconds) implements Step {}

    /** These happen just before a node's next read, or just after. */
    record AtRead(int node, boolean before, List<Step> what) implements Step {}
}
