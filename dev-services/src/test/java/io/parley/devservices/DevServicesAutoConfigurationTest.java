package io.parley.devservices;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

class DevServicesAutoConfigurationTest {
    private final WebApplicationContextRunner hub = new WebApplicationContextRunner().withUserConfiguration(DenyingHub.class)
            .withConfiguration(AutoConfigurations.of(DevServicesAutoConfiguration.class));

    @Test
    void withoutDevTokensThereIsNoWayToOne() {
        hub.run(context -> {
            assertThat(context).hasSingleBean(WelcomeBanner.class).doesNotHaveBean(DevTokens.class)
                    .doesNotHaveBean(DevTokenController.class);
            assertThat(context.getBeansOfType(SecurityFilterChain.class)).containsOnlyKeys("hubSecurity");
            assertThat(client(context).get().uri("/dev/token?user=alice").header("Host", "localhost").exchange()).hasStatus(403);
        });
    }

    @Test
    void devTokensPassTheHubsDenyingSecurityAndNothingElseDoes() {
        hub.withPropertyValues("parley.dev.tokens=true", "JWT_SECRET=a-secret-of-the-installation-43-letters-long").run(context -> {
            assertThat(client(context).get().uri("/dev/token?user=alice").header("Host", "localhost").exchange()).hasStatusOk();
            assertThat(client(context).get().uri("/dev/token?user=alice").header("Host", "evil.example").exchange()).hasStatus(403);
            assertThat(client(context).get().uri("/anything").header("Host", "localhost").exchange()).hasStatus(403);
        });
    }

    @Test
    void switchedOffItAddsNothing() {
        hub.withPropertyValues("parley.dev.enabled=false", "parley.dev.tokens=true",
                "JWT_SECRET=a-secret-of-the-installation-43-letters-long")
                .run(context -> assertThat(context).doesNotHaveBean(WelcomeBanner.class).doesNotHaveBean(DevTokens.class));
    }

    @Test
    void whatIsNoWebHubGetsNothing() {
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DevServicesAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(WelcomeBanner.class));
    }

    private static MockMvcTester client(AssertableWebApplicationContext context) {
        return MockMvcTester.from(context,
                builder -> builder.addFilters(context.getBean("springSecurityFilterChain", Filter.class)).build());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    static class DenyingHub {
        @Bean
        SecurityFilterChain hubSecurity(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll()).build();
        }
    }
}
