package io.parley.bootstrap.configuration;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.parley.adapters.jsoup.JsoupCleaner;
import io.parley.application.content.FloodDetection;
import io.parley.application.content.Sanitizing;
import io.parley.application.content.WordFiltering;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.protocol.JsonTexts;

/** What clients may say, as policies have it. Asked before the interceptors of product teams that have no order, or a higher one. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {
    /** First: what is refused need not be looked into. */
    @Bean
    @Order(-30)
    MessageInterceptor floodDetection(InstantSource clock) {
        return new FloodDetection(clock);
    }

    @Bean
    @Order(-20)
    MessageInterceptor sanitizing(JsonTexts json) {
        return new Sanitizing(json, new JsoupCleaner());
    }

    /** Last: a word with markup inside is one without it. */
    @Bean
    @Order(-10)
    MessageInterceptor wordFiltering(JsonTexts json) {
        return new WordFiltering(json);
    }
}
