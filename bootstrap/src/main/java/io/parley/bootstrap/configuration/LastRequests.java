package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.server.handler.GracefulHandler;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The end of requests: what has begun is answered, what comes later is 503. On a line that is kept open a request could otherwise begin after the
 * last look for one, be done, and never be answered.
 */
@Component
class LastRequests implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
    private final GracefulHandler requests = new GracefulHandler();

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(jetty -> jetty.insertHandler(requests));
    }

    /** From now on no request begins; returns once all that have begun are answered, false if they are not in that time. */
    boolean await(Duration time) {
        try {
            requests.shutdown().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
