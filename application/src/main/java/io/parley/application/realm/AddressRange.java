package io.parley.application.realm;

import java.net.InetAddress;

/**
 * A range of IP addresses, e.g. {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
 *
 * @param prefix how many leading bits an address must share with the network
 */
public record AddressRange(InetAddress network, int prefix) {
    /** @throws IllegalArgumentException if the text is no address, or the prefix longer than it; names are not looked up */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text.strip() : text.substring(0, slash).strip());
        int bits = network.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1).strip());
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("An address range is address/prefix, the prefix 0-" + bits + ": '" + text + "'");
        }
        return new AddressRange(network, prefix);
    }

    /** Whether the address lies in it; one of the other IP version never does. */
    public boolean contains(InetAddress address) {
        byte[] wanted = network.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((wanted[bit / Byte.SIZE] & mask) != (given[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
