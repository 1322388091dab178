package io.parley.application.realm;

import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Whose word about a client's address is taken: a header that anybody can write means nothing from anybody else. */
public record TrustedProxies(List<AddressRange> ranges) {
    /** Nobody's. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /**
     * The client: the peer itself, unless it is a trusted proxy; then the right-most address in the header that is none. A hop that is no
     * address ends the search: the last trusted one is all that is known.
     *
     * @param peer         who holds the other end of the line
     * @param forwardedFor the {@code X-Forwarded-For} header, or null
     */
    public InetAddress client(InetAddress peer, @Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return peer;
        }
        InetAddress client = peer;
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            try {
                client = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException e) {
                return client;
            }
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
