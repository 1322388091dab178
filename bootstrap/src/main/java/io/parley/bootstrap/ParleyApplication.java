package io.parley.bootstrap;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import io.parley.bootstrap.start.JvmOptions;
import io.parley.bootstrap.start.OrderlyEnd;
import io.parley.bootstrap.start.UnsafeWarning;

/** The Spring application. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ParleyApplication {
    /** Starts it; a start that fails is explained by {@link io.parley.bootstrap.start} and ends the process with 1, an end in order with 0. */
    public static void main(String[] arguments) {
        UnsafeWarning.silence();
        SpringApplication hub = new SpringApplication(ParleyApplication.class);
        hub.addInitializers(OrderlyEnd::onSignals);
        hub.run(arguments);
        JvmOptions.sayWhatIsMissing();
    }
}
