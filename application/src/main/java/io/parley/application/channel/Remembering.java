package io.parley.application.channel;

import java.util.List;
import java.util.Optional;

import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.Page;
import io.parley.application.delivery.Replay;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.Channel;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;

/** What somebody who enters a channel is told of its history. */
record Remembering(Histories histories, Broadcaster broadcaster) {
    /** For one who was not there: what he missed, or else what was said last. */
    Entry.Past toNewcomer(Participant who, Channel channel, Subscription subscription, Wish wish) {
        Optional<Position> recover = wish.recover();
        if (recover.isPresent() && histories.after(channel.id(), recover.get(), CatchingUp.CHUNK) instanceof Replay.Found found
                && found.newest().offset() - recover.get().offset() <= CatchingUp.MAX_MESSAGES) {
            return new Entry.Past(found.newest(), found.reached(), Optional.of(true),
                    Optional.of(forHim(who, subscription, found.deliveries())));
        }
        Page last = histories.last(channel.id(), wanted(channel, wish));
        return new Entry.Past(last.newest(), last.newest(), recover.map(_ -> false), last(who, channel, subscription, wish, last));
    }

    /**
     * For one who hears the channel already: nothing that he was sent before. What he missed before he came is no message of now, so it has to
     * fit into the answer.
     *
     * @param now up to where he has been sent all
     */
    Entry.Past toHearer(Participant who, Channel channel, Subscription subscription, Wish wish, Position now) {
        Position came = subscription.came().orElse(now);
        Optional<Position> recover = wish.recover();
        if (recover.isPresent() && histories.after(channel.id(), recover.get(), CatchingUp.CHUNK) instanceof Replay.Found found
                && isKnown(came, found.lineage()) && found.reached().offset() >= endOf(came, found.lineage()).offset()) {
            return new Entry.Past(now, now, Optional.of(true),
                    Optional.of(forHim(who, subscription, upTo(endOf(came, found.lineage()), found.deliveries()))));
        }
        Page last = histories.last(channel.id(), wanted(channel, wish));
        Page known = new Page(now, upTo(now, last.deliveries()));
        return new Entry.Past(now, now, recover.map(_ -> false), last(who, channel, subscription, wish, known));
    }

    /** Whether it is known what of that which came after is of the history that there is now. */
    private static boolean isKnown(Position came, Lineage lineage) {
        return lineage.holds(came) || !endOf(came, lineage).equals(lineage.newest()) || lineage.newest().offset() == 0;
    }

    /** Up to where the history that there is now is the one in which he came; he has been told that the rest of that is lost. */
    private static Position endOf(Position came, Lineage lineage) {
        return lineage.holds(came) ? came : lineage.resumeAfter(came, 1);
    }

    private static List<Delivery> upTo(Position end, List<Delivery> deliveries) {
        return deliveries.stream().filter(delivery -> delivery.position().orElseThrow().offset() <= end.offset()).toList();
    }

    private Optional<List<Delivery>> last(Participant who, Channel channel, Subscription subscription, Wish wish, Page last) {
        return wanted(channel, wish) > 0 ? Optional.of(forHim(who, subscription, last.deliveries())) : Optional.empty();
    }

    private static int wanted(Channel channel, Wish wish) {
        int kept = channel.policy().history().size();
        return Math.min(kept, channel.policy().stateOnSubscribe() ? Math.max(1, wish.history()) : wish.history());
    }

    List<Delivery> forHim(Participant who, Subscription subscription, List<Delivery> deliveries) {
        return CatchingUp.forHim(broadcaster, who, subscription, deliveries);
    }
}
