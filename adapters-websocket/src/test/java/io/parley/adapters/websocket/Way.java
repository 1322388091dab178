package io.parley.adapters.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The ways in which a client may be connected. */
enum Way {
    DIRECT {
        @Override
        ServerConnector connector(Server server) {
            return new DirectConnector(server, new HttpConnectionFactory());
        }

        @Override
        Socket socket(int port) throws IOException {
            return new Socket("localhost", port);
        }
    },
    ANOTHER_CONNECTOR {
        @Override
        ServerConnector connector(Server server) {
            return new ServerConnector(server);
        }

        @Override
        Socket socket(int port) throws IOException {
            return new Socket("localhost", port);
        }
    },
    TLS {
        @Override
        ServerConnector connector(Server server) {
            SslContextFactory.Server keys = new SslContextFactory.Server();
            keys.setKeyStorePath(KEYS.toString());
            keys.setKeyStorePassword(PASSWORD);
            return new DirectConnector(server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory());
        }

        @Override
        Socket socket(int port) throws IOException {
            return trusting().getSocketFactory().createSocket("localhost", port);
        }
    };

    private static final String PASSWORD = "password";
    private static final Path KEYS = keys();

    abstract ServerConnector connector(Server server);

    abstract Socket socket(int port) throws IOException;

    private static Path keys() {
        try {
            Path store = Files.createTempDirectory("keys").resolve("store.p12");
            store.toFile().deleteOnExit();
            int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                    "hub", "-keyalg", "EC", "-dname", "CN=localhost", "-keystore", store.toString(), "-storepass", PASSWORD).start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("keytool ended with " + status);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("There are servers only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Made a moment ago, for this test.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
