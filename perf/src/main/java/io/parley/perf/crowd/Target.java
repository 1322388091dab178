package io.parley.perf.crowd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the clients of a crowd go, and what each says.
 *
 * @param source the address from which they come
 * @param tokens empty: without credentials
 * @param greeting what is said after the upgrade; {@code %d} is the client's number, {@code %g} that of its hundred, {@code %r} its position
 * @param ready a client is there once a text with this in it came; empty: with the upgrade
 */
record Target(URI uri, Optional<InetAddress> source, Optional<Tokens> tokens, String greeting, String ready) {
    private static final int GROUP = 100;

    /** @param now for the expiry of tokens */
    static Target of(Arguments arguments, Instant now) {
        return new Target(URI.create(arguments.needed("uri")), arguments.text("from").map(Target::address),
                arguments.text("secret").map(secret -> new Tokens(secret, now)), arguments.text("say").orElse(""),
                arguments.text("ready").orElse(""));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no address", e);
        }
    }

    InetSocketAddress server() {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** The request of the handshake; the user's name is {@code u} and the number. */
    String request(int number) {
        String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
        String credentials = tokens.map(made -> "Authorization: Bearer " + made.of("u" + number) + "\r\n").orElse("");
        return "GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + credentials + "\r\n";
    }

    String greeting(int number, String position) {
        return greeting.replace("%d", Integer.toString(number)).replace("%g", Integer.toString(number / GROUP)).replace("%r", position);
    }
}
