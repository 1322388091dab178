package io.parley.bootstrap.configuration;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.adapters.wire.JacksonTexts;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.RealmActions;
import io.parley.application.extension.ChannelHook;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.extension.ClientEvents;
import io.parley.application.extension.ConnectionHook;
import io.parley.application.extension.ExtensionWatch;
import io.parley.application.extension.Guards;
import io.parley.application.extension.Hooks;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.Lanes;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.ServiceEventListener;
import io.parley.application.extension.ServiceEvents;
import io.parley.application.protocol.JsonTexts;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.identity.RealmId;

/** Extensions of product teams: beans of the interfaces in {@code io.parley.application.extension}, in their {@code @Order}. */
@Configuration(proxyBeanMethods = false)
class ExtensionConfiguration {
    /** What hooks have still to be told: more than a burst of comings and goings, and little enough to hold. */
    private static final int MOST_WAITING = 10_000;

    @Bean
    JsonTexts jsonTexts() {
        return new JacksonTexts();
    }

    /**
     * Threads of the platform, as many as there are questions open, which the guards bound. A virtual thread that computes without end would keep the
     * carrier from everybody; these take turns.
     */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService extensionExecutor() {
        return Executors.newCachedThreadPool(Thread.ofPlatform().name("extension-", 0).daemon().factory());
    }

    @Bean
    Guards guards(ExtensionSettings settings, ExecutorService extensionExecutor, InstantSource clock, ExtensionWatch watch) {
        return new Guards(settings.bounds(), extensionExecutor, clock, watch);
    }

    @Bean
    ClientEvents clientEvents(List<ClientEventHandler> handlers, Guards guards, Publishing publishing, JsonTexts json) {
        try {
            return new ClientEvents(handlers, guards, actions(publishing, json), json);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("Extensions: " + e.getMessage());
        }
    }

    @Bean
    Interceptors interceptors(List<MessageInterceptor> interceptors, Guards guards, JsonTexts json) {
        return new Interceptors(interceptors, guards, json);
    }

    /** The event bus is asked for what connections do. Publishing is needed when a hook acts, and needs the bus before that. */
    @Bean
    Hooks hooks(List<ConnectionHook> connections, List<ChannelHook> channels, Guards guards, ExecutorService sessionExecutor,
            ObjectProvider<Publishing> publishing, JsonTexts json) {
        return new Hooks(connections, channels, guards, new Lanes(sessionExecutor, MOST_WAITING),
                realm -> new RealmActions(realm, publishing.getObject(), json));
    }

    @Bean
    ServiceEvents serviceEvents(List<ServiceEventListener> listeners, Guards guards, Publishing publishing, JsonTexts json) {
        return new ServiceEvents(listeners, guards, actions(publishing, json), json);
    }

    private static Function<RealmId, HubActions> actions(Publishing publishing, JsonTexts json) {
        return realm -> new RealmActions(realm, publishing, json);
    }
}
