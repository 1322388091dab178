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

/**
 * A Redis that speaks TLS, as a process on loopback behind a password. Its certificate is its own, for {@code 127.0.0.1} alone, and only who is
 * given {@link #authority()} trusts it. For one thread.
 */
public final class TlsRedis implements AutoCloseable {
    private static final char[] STORE_PASSWORD = "of-no-secret".toCharArray();
    private static final String ALIAS = "redis";

    private final int port = LoopbackPorts.anyFree();
    private final Path folder;
    private final ProcessRedis redis;

    private TlsRedis(Path folder) {
        this.folder = folder;
        // The plain port stays, for the question whether it runs; nobody else is told of it.
        this.redis = RedisProcesses.start(settings(folder, port));
    }

    /** Starts one and returns when it answers. */
    public static TlsRedis start() {
        return new TlsRedis(identity());
    }

    /** The lines of {@code redis.conf} with which a server speaks TLS on a port, to clients without certificates. */
    private static List<String> settings(Path folder, int port) {
        return List.of("tls-port " + port, "tls-cert-file \"" + folder.resolve("certificate.pem") + '"',
                "tls-key-file \"" + folder.resolve("key.pem") + '"', "tls-ca-cert-file \"" + folder.resolve("certificate.pem") + '"',
                "tls-auth-clients no");
    }

    /** {@code rediss://:password@127.0.0.1:port} */
    public String url() {
        return "rediss://:" + RedisProcesses.password() + "@127.0.0.1:" + port;
    }

    /** The same server under a name that its certificate does not have. */
    public String urlByAnotherName() {
        return url().replace("127.0.0.1", "localhost");
    }

    /** The certificate to be trusted, in PEM. */
    public Path authority() {
        return folder.resolve("certificate.pem");
    }

    private static Path identity() {
        Path folder = TestFolder.ofThisJvm().path().resolve("tls-" + LoopbackPorts.anyFree());
        try {
            Files.createDirectories(folder);
            Path store = folder.resolve("identity.p12");
            generate(store);
            KeyStore identity = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                identity.load(in, STORE_PASSWORD);
            }
            writePem(folder.resolve("certificate.pem"), "CERTIFICATE", identity.getCertificate(ALIAS).getEncoded());
            writePem(folder.resolve("key.pem"), "PRIVATE KEY", identity.getKey(ALIAS, STORE_PASSWORD).getEncoded());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate for a test", e);
        }
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

    @Override
    public void close() {
        redis.close();
        try {
            TestFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
