package io.parley.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.TlsRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsRedisTest {
    private static TlsRedis redis;

    @BeforeAll
    static void start() {
        redis = TlsRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static SSLContext trustingItsAuthority() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream pem = Files.newInputStream(redis.authority())) {
            trusted.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static SSLSocket connected(SSLContext context) throws IOException {
        URI address = URI.create(redis.url());
        return (SSLSocket) context.getSocketFactory().createSocket(address.getHost(), address.getPort());
    }

    @Test
    void whoTrustsItsAuthorityTalksToIt() throws Exception {
        try (SSLSocket socket = connected(trustingItsAuthority())) {
            socket.getOutputStream().write("PING\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readNBytes(7))).isEqualTo("-NOAUTH");
        }
    }

    @Test
    void nobodyElseTrustsIt() throws Exception {
        try (SSLSocket socket = connected(SSLContext.getDefault())) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
        }
    }
}
