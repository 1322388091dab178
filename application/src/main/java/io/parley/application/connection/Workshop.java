package io.parley.application.connection;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.parley.application.channel.Subscribing;
import io.parley.application.event.EventBus;
import io.parley.application.identity.Authenticator;
import io.parley.application.limit.Seats;
import io.parley.application.preference.Preferring;
import io.parley.application.presence.Online;
import io.parley.application.realm.Realms;
import io.parley.application.time.Timers;

/** What every session of a node works with. */
record Workshop(SessionSettings settings, Realms realms, Authenticator authenticator, Router router, Subscribing subscribing,
        Online online, Seats seats, Preferring preferring, EventBus events, Timers timers, Executor executor, InstantSource clock,
        Consumer<Session> forget) {}
