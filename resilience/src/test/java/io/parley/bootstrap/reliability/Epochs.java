package io.parley.bootstrap.reliability;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parley.domain.delivery.Position;

/** Which epoch came after which: an epoch is opaque, so the one counts as earlier that anybody met earlier. */
final class Epochs implements Comparator<Position> {
    private final Map<String, Long> firstMet = new HashMap<>();

    static Epochs of(List<Sent> sent, List<Journal> journals) {
        Epochs epochs = new Epochs();
        sent.forEach(number -> number.acknowledged().ifPresent(ack -> epochs.met(ack.position(), ack.at())));
        journals.forEach(journal -> journal.heard().forEach(heard -> epochs.met(heard.position(), heard.at())));
        return epochs;
    }

    private void met(Position position, long at) {
        firstMet.merge(position.epoch(), at, Math::min);
    }

    /** Whether they may be one place: a failover gives a history a new epoch and leaves the offsets as they are. */
    boolean areOne(Position acknowledged, Position heard) {
        return acknowledged.offset() == heard.offset() && compare(acknowledged, heard) <= 0;
    }

    @Override
    public int compare(Position one, Position other) {
        int byEpoch = one.epoch().equals(other.epoch()) ? 0 : Long.compare(firstMet.get(one.epoch()), firstMet.get(other.epoch()));
        return byEpoch == 0 ? Long.compare(one.offset(), other.offset()) : byEpoch;
    }
}
