package io.parley.application.delivery;

import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.TakenOver;

/**
 * That a subscription is a durable one, and how far it was acknowledged.
 *
 * @param name         the user's own word for it
 * @param term         counts who took it: only the last may acknowledge
 * @param acknowledged all up to there
 * @param known        the channel's history when it was last looked at: what may be acknowledged without another look
 */
public record DurableHold(DurableName name, long term, Position acknowledged, Lineage known) {
    /** Whether it is his who took it over. */
    public boolean isLostTo(TakenOver taken) {
        return name.equals(taken.name()) && term < taken.term();
    }

    /** Whether a position is one that was not acknowledged yet, in a history like that. */
    public boolean isNews(Position position, Lineage history) {
        return history.holds(position) && (position.offset() > acknowledged.offset() || !history.holds(acknowledged));
    }

    /** The same, acknowledged up to that position. */
    public DurableHold upTo(Position position, Lineage history) {
        return new DurableHold(name, term, position, history);
    }
}
