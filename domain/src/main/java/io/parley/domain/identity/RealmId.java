package io.parley.domain.identity;

/**
 * The name of a realm: a product team's own space of users, channels, keys and policies on a shared installation.
 *
 * @param value 1–64 characters of {@code a–z 0–9 -}
 */
public record RealmId(String value) {
    /** The one realm that a small installation sees. */
    public static final RealmId DEFAULT = new RealmId("default");
    /** The hub's own, in whose channels nodes talk to each other. Nobody's else: an installation cannot have a realm of this name. */
    public static final RealmId HUB = new RealmId("-");

    /** @throws IllegalArgumentException if the value is not of the form above */
    public RealmId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("A realm is 1-64 characters of a-z 0-9 -, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
