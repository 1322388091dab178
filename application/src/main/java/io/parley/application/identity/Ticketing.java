package io.parley.application.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.parley.domain.identity.RealmId;

/**
 * Use case: exchanges credentials for a ticket that may stand in a URL, because it is good once and for half a minute. What it was given for is
 * kept encrypted under a key that is made of the ticket, and under a name that does not betray it: who reads the store learns nothing.
 * Thread-safe.
 */
public final class Ticketing {
    /** Time for a page to open its connection, none for somebody who finds the URL in a log. */
    public static final Duration VALIDITY = Duration.ofSeconds(30);
    /** As many as a key of AES-256 has; nobody guesses it. */
    public static final int SECRET_BYTES = 32;

    private static final int TAG_BITS = 128;
    // Each key encrypts one thing, so that its nonce need not differ.
    private static final byte[] NONCE = new byte[12];
    private static final String SEPARATOR = "\n";
    private static final String CUSTOM = "custom-";

    private final TicketStore store;
    private final Supplier<byte[]> secrets;

    /** @param secrets gives {@value #SECRET_BYTES} unguessable bytes at each call */
    public Ticketing(TicketStore store, Supplier<byte[]> secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** What a ticket was given for. */
    record Given(RealmId realm, Credentials credentials) {}

    /**
     * A ticket for these credentials, which were just accepted in that realm. Tickets are not given for tickets.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Credentials.Ticket issue(RealmId realm, Credentials credentials) {
        byte[] secret = secrets.get();
        String plain = realm + SEPARATOR + switch (credentials) {
            case Credentials.Token(String token) -> "token" + SEPARATOR + token;
            case Credentials.ApiKey(String key) -> "key" + SEPARATOR + key;
            case Credentials.Custom(String scheme, String value) -> CUSTOM + scheme + SEPARATOR + value;
            case Credentials.Ticket _ -> throw new IllegalArgumentException("A ticket is not given for a ticket");
        };
        store.put(nameOf(secret), crypt(Cipher.ENCRYPT_MODE, secret, plain.getBytes(StandardCharsets.UTF_8)), VALIDITY);
        return new Credentials.Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** What the ticket was given for; empty if it was never given, has been used, or is too old. */
    Optional<Given> redeem(Credentials.Ticket ticket) {
        return secretOf(ticket).flatMap(secret -> store.take(nameOf(secret))
                .map(sealed -> given(new String(crypt(Cipher.DECRYPT_MODE, secret, sealed), StandardCharsets.UTF_8))));
    }

    private static Optional<byte[]> secretOf(Credentials.Ticket ticket) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(ticket.value())).filter(secret -> secret.length == SECRET_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Given given(String plain) {
        String[] parts = plain.split(SEPARATOR, 3);
        Credentials credentials = switch (parts[1]) {
            case "token" -> new Credentials.Token(parts[2]);
            case "key" -> new Credentials.ApiKey(parts[2]);
            default -> new Credentials.Custom(parts[1].substring(CUSTOM.length()), parts[2]);
        };
        return new Given(new RealmId(parts[0]), credentials);
    }

    private static String nameOf(byte[] secret) {
        return HexFormat.of().formatHex(digest("name", secret));
    }

    private static byte[] digest(String purpose, byte[] secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(purpose.getBytes(StandardCharsets.UTF_8));
            return sha.digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] crypt(int mode, byte[] secret, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(digest("key", secret), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What the ticket store holds under this name was not written by a hub", e);
        }
    }
}
