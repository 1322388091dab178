/**
 * Where product teams add what is theirs. An extension is an object that implements one of these interfaces:
 * {@link io.parley.application.extension.ClientEventHandler} for events that clients send,
 * {@link io.parley.application.extension.MessageInterceptor} for what is said before it is stored,
 * {@link io.parley.application.extension.ConnectionHook} and {@link io.parley.application.extension.ChannelHook} for coming and going,
 * {@link io.parley.application.extension.ServiceEventListener} for what other services say, and
 * {@link io.parley.application.extension.CustomVocabulary} for how things look to clients. Credentials of a team's own are judged by an
 * {@link io.parley.application.identity.CustomAuthenticator}.
 *
 * <p>Extensions are asked through a {@link io.parley.application.extension.Guard}, so that one which fails, or does not answer, harms nobody
 * else.
 */
@NullMarked
package io.parley.application.extension;

import org.jspecify.annotations.NullMarked;
