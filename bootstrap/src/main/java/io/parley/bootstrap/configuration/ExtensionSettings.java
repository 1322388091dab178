package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.application.extension.Guard;
import io.parley.bootstrap.start.StartFailure;

/**
 * How far extensions of product teams may go.
 *
 * @param timeout      how long one may take to answer
 * @param mostAtOnce   how many questions may be open at once for one of them
 * @param mostTimeouts after how many time-outs in a row it is suspended
 * @param rest         for how long
 */
@ConfigurationProperties("parley.extensions")
public record ExtensionSettings(@DefaultValue("1s") Duration timeout, @DefaultValue("64") int mostAtOnce,
        @DefaultValue("5") int mostTimeouts, @DefaultValue("30s") Duration rest) {
    /**
     * The bounds of each.
     *
     * @throws StartFailure for what can be no bound
     */
    Guard.Bounds bounds() {
        try {
            return new Guard.Bounds(timeout, mostAtOnce, mostTimeouts, rest);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("parley.extensions: " + e.getMessage());
        }
    }
}
