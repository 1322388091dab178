package io.parley.application.realm;

import java.net.InetAddress;
import java.util.List;

/**
 * Which clients may talk to a realm, by their addresses. Who is denied is out, whatever else is allowed.
 *
 * @param allowed the only ranges that are let in; empty: all
 * @param denied  ranges that are not
 */
public record AddressPolicy(List<AddressRange> allowed, List<AddressRange> denied) {
    /** Whoever comes. */
    public static final AddressPolicy ANYBODY = new AddressPolicy(List.of(), List.of());

    /** Whether a client of that address may go on. */
    public boolean admits(InetAddress client) {
        return denied.stream().noneMatch(range -> range.contains(client))
                && (allowed.isEmpty() || allowed.stream().anyMatch(range -> range.contains(client)));
    }
}
