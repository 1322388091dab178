package io.parley.application.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;

/**
 * What one client hears of one channel over all its connections, judged as it comes: each message follows what the client knew before, unless it
 * was told of a loss in between, and a loss is told only if there is one.
 */
final class Witness {
    private final ChannelId channel;
    private final String user;
    private final Told told;
    private final List<String> complaints = new ArrayList<>();
    private Optional<Position> known = Optional.empty();
    private int heard = -1;
    private int losses;

    Witness(ChannelId channel, String user, Told told) {
        this.channel = channel;
        this.user = user;
        this.told = told;
    }

    /** Up to where it knows the channel; empty: it was never there. */
    Optional<Position> known() {
        return known;
    }

    /** What was wrong. */
    List<String> complaints() {
        return complaints;
    }

    /** How often it was told that something is lost. */
    int losses() {
        return losses;
    }

    /**
     * It entered.
     *
     * @param heard  whether it was in already
     * @param honest whether it may be told that all is recovered; empty: nobody can say
     */
    void enters(Entry.Past past, Optional<Position> recover, boolean heard, Optional<Boolean> honest) {
        demand(past.recovered().isPresent() == recover.isPresent(), "recovered " + past.recovered() + " from " + recover);
        if (honest.isPresent() && recover.isPresent()) {
            demand(past.recovered().equals(honest), "recovered " + past.recovered() + " instead of " + honest + " from " + recover);
        }
        if (past.recovered().orElse(heard)) {
            past.messages().ifPresent(messages -> messages.forEach(this::hears));
            moves(past.reached());
        } else {
            losses += recover.isPresent() ? 1 : 0;
            known = Optional.of(past.reached());
        }
    }

    /** It was sent something. */
    void hears(ServerMessage message) {
        switch (message) {
            case ServerMessage.Event event -> hears(new Delivery((Message) event.event(), event.position()));
            case ServerMessage.Reached reached -> moves(reached.position());
            case ServerMessage.Repaired repaired -> loses(repaired.newest());
            default -> demand(false, "hears " + message);
        }
    }

    private void hears(Delivery delivery) {
        Message message = (Message) delivery.event();
        Position position = delivery.position().orElseThrow();
        demand(!message.audience().withoutUsers().contains(user), "hears what is for others at " + position);
        demand(Told.numberOf(message) > heard, "hears " + Told.numberOf(message) + " after " + heard);
        demand(told.offsetOf(message) == position.offset(), "hears at " + position + " what was said at " + told.offsetOf(message));
        moves(new Position(position.epoch(), position.offset() - 1));
        heard = Told.numberOf(message);
        known = Optional.of(position);
    }

    /** From what it knows to there was nothing for it. */
    private void moves(Position to) {
        Position from = known.orElseThrow();
        demand(told.leads(channel, from, to), "goes on at " + to + " from the lost " + from);
        demand(to.offset() >= from.offset(), "goes back to " + to + " from " + from);
        for (long offset = from.offset() + 1; offset <= to.offset(); offset++) {
            Position skipped = new Position(to.epoch(), offset);
            demand(told.isForOthers(channel, skipped, user), "was not told " + skipped + " after " + from);
        }
        known = Optional.of(to);
    }

    private void loses(Position resume) {
        demand(!told.isComplete(channel, known.orElseThrow()) || !told.isComplete(channel, furthest()),
                "is told of a loss though nothing is lost after " + known);
        losses++;
        known = Optional.of(resume);
    }

    /** What follows and is not for it changes nothing: it might as well be there. */
    private Position furthest() {
        Position at = known.orElseThrow();
        Position next = new Position(at.epoch(), at.offset() + 1);
        while (told.isForOthers(channel, next, user)) {
            at = next;
            next = new Position(at.epoch(), at.offset() + 1);
        }
        return at;
    }

    /** All is quiet: it knows everything. */
    void knowsAll() {
        Position newest = told.lineage(channel).newest();
        demand(told.lineage(channel).holds(known.orElseThrow()), "knows at the end only the lost " + known);
        demand(known.orElseThrow().offset() <= newest.offset(), "knows more than there is: " + known);
        moves(newest);
    }

    private void demand(boolean law, String complaint) {
        if (!law) {
            complaints.add(user + " in " + channel.name() + " " + complaint);
        }
    }
}
