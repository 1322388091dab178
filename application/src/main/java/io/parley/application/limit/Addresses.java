package io.parley.application.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose an address is, as far as can be told. */
final class Addresses {
    /** Of an IPv6 address, what a provider gives to one customer. */
    private static final int CUSTOMER_BYTES = 8;

    private Addresses() {}

    /** A name for whoever has the address: itself, or its /64 where there is more than enough for everybody. */
    static String name(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), CUSTOMER_BYTES))
                : address.getHostAddress();
    }
}
