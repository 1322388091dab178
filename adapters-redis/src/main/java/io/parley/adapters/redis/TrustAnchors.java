package io.parley.adapters.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.TrustManagerFactory;

/** Who is believed to say who a server is, in place of those whom the JVM believes. */
final class TrustAnchors {
    private TrustAnchors() {}

    /**
     * Those whose certificates stand in the file, and nobody else.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    static TrustManagerFactory of(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw unreadable(file);
            }
            return trusting(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file);
        }
    }

    private static TrustManagerFactory trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
        believed.load(null);
        int number = 0;
        for (Certificate certificate : certificates) {
            number++;
            believed.setCertificateEntry("ca-" + number, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        return trust;
    }

    private static IllegalArgumentException unreadable(Path file) {
        return new IllegalArgumentException("REDIS_URL names " + file + " as ca, which is no readable file of certificates in PEM");
    }
}
