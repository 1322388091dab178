package io.parley.adapters.websocket;
import java.net.*; import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
class TmpTest {
    @Test void x() throws Exception {
        try (RunningTransport t = new RunningTransport()) {
            int port = t.uri("/").getPort();
            for (String host : new String[]{"127.0.0.1", "::1"}) for (String q : new String[]{"token=%zz", "token=%ff%fe", "token=good", "token=good&batch=1&batch=%", ""}) {
                try (Socket s = new Socket(host, port)) {
                    s.setSoTimeout(3000);
                    s.getOutputStream().write(("GET /ws?" + q + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                    byte[] b = new byte[600]; int n = s.getInputStream().read(b);
                    System.out.println("### " + host + " " + q + " -> " + new String(b, 0, n, StandardCharsets.ISO_8859_1).replace("\r\n", " | "));
                } catch (Exception e) { System.out.println("### " + host + " " + q + " " + e); }
            }
        }
    }
}
