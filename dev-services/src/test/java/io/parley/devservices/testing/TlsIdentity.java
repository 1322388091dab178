package io.parley.devservices.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import io.parley.devservices.LoopbackPorts;

/** A key and the certificate that a server has given itself for {@code 127.0.0.1}, as files in a folder of their own. */
record TlsIdentity(Path folder) {
    private static final char[] STORE_PASSWORD = "of-no-secret".toCharArray();
    private static final String ALIAS = "redis";

    /** A new one. */
    static TlsIdentity generate() {
        Path folder = TestFolder.ofThisJvm().path().resolve("tls-" + LoopbackPorts.anyFree());
        try {
            Files.createDirectories(folder);
            Path store = folder.resolve("identity.p12");
            generate(store);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                made.load(in, STORE_PASSWORD);
            }
            TlsIdentity identity = new TlsIdentity(folder);
            writePem(identity.certificate(), "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
            writePem(identity.key(), "PRIVATE KEY", made.getKey(ALIAS, STORE_PASSWORD).getEncoded());
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate for a test", e);
        }
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    /** The lines of {@code redis.conf} with which a server speaks TLS on that port, to other servers too, and asks nobody for a certificate. */
    List<String> settings(int port) {
        return List.of("tls-port " + port, "tls-cert-file \"" + certificate() + '"', "tls-key-file \"" + key() + '"',
                "tls-ca-cert-file \"" + certificate() + '"', "tls-auth-clients no", "tls-replication yes");
    }

    /** The JDK makes certificates with this tool alone: its classes for it are not public. */
    private static void generate(Path store) throws IOException {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                ALIAS,
                "-keyalg", "EC", "-dname", "CN=parley-test", "-ext", "san=ip:127.0.0.1", "-ext", "bc:c", "-validity", "2", "-storetype",
                "PKCS12", "-keystore", store.toString(), "-storepass", new String(STORE_PASSWORD)).redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile()).start();
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool: " + Files.readString(store.resolveSibling("keytool.log")));
        }
    }

    private static void writePem(Path file, String kind, byte[] der) throws IOException {
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n");
    }

    void delete() {
        try {
            TestFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
