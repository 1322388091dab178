package io.parley.domain.presence;

import java.util.List;

import io.parley.domain.identity.UserId;

/**
 * The colour in which a user is shown, the same on every device and in every channel: one of seven, by the sum of his id's UTF-16 units, as clients
 * compute it too.
 *
 * @param value {@code #RRGGBB}
 */
public record Colour(String value) {
    private static final List<String> PALETTE = List.of("#FF6B6B", "#4ECDC4", "#45B7D1", "#96CEB4", "#FECA57", "#FF9FF3", "#54A0FF");

    /** The user's. */
    public static Colour of(UserId user) {
        return new Colour(PALETTE.get(user.subject().chars().sum() % PALETTE.size()));
    }
}
