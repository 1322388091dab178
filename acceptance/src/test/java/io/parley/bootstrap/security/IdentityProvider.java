package io.parley.bootstrap.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/** An identity provider that signs with a key pair: RSA for most, EC for those who ask. It remembers what it was asked for. */
final class IdentityProvider implements AutoCloseable {
    static final String KEY_ID = "1";

    private final RSAKey rsa;
    private final ECKey ec;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    IdentityProvider() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID(KEY_ID).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        serve("/jwks", new JWKSet(rsa.toPublicJWK()).toString());
        serve("/.well-known/openid-configuration", "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/jwks\"}");
        server.start();
    }

    private void serve(String path, String json) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    /** Its address, which is its name. */
    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths that somebody asked it for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    RSAKey rsa() {
        return rsa;
    }

    /** The key as an operator is given it. */
    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    /** A file in the folder that holds its RSA key. */
    Path rsaPem(Path folder) throws IOException, JOSEException {
        return Files.writeString(folder.resolve("rsa.pem"), pem(rsa.toRSAPublicKey()));
    }

    /** A file in the folder that holds its EC key. */
    Path ecPem(Path folder) throws IOException, JOSEException {
        return Files.writeString(folder.resolve("ec.pem"), pem(ec.toECPublicKey()));
    }

    String token(String user) {
        return token(user, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID).build());
    }

    /** One whose header says more. */
    String token(String user, JWSHeader header) {
        try {
            return signed(user, header, new RSASSASigner(rsa));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String ecToken(String user) {
        try {
            return signed(user, new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(ec));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String user, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, new JWTClaimsSet.Builder().subject(user).issuer(issuer())
                .expirationTime(Date.from(Instant.now().plusSeconds(600))).build());
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
