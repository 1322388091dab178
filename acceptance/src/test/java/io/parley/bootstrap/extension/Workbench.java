package io.parley.bootstrap.extension;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

import io.parley.application.extension.ChannelHook;
import io.parley.application.extension.ClientEvent;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.extension.ConnectionHook;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Interception;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Peer;
import io.parley.application.extension.Reply;
import io.parley.application.extension.Submission;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Extensions that do what a test wants, well or badly. */
class Workbench {
    /** Does what the event's name says. */
    static final class Deeds implements ClientEventHandler {
        private volatile CountDownLatch end = new CountDownLatch(1);

        /** Ends what hangs and what spins. */
        void letGo() {
            end.countDown();
            end = new CountDownLatch(1);
        }

        @Override
        public Set<String> events() {
            return Set.of("echo", "quiet", "refuse", "tell", "throw", "garbage", "hang", "spin");
        }

        @Override
        public Outcome<Reply> handle(ClientEvent event, HubActions hub) {
            CountDownLatch until = end;
            return switch (event.event()) {
                case "echo" -> Outcome.done(Reply.event("echoed", event.data()));
                case "refuse" -> Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "Not you"));
                case "tell" -> hub.send(event.sender().user().orElseThrow().subject(), "told", event.data())
                        .then(_ -> Outcome.done(Reply.DONE));
                case "throw" -> throw new IllegalStateException("the words of the extension");
                case "garbage" -> Outcome.done(Reply.event("garbage", Payload.ofJson("{\"a\":")));
                case "hang" -> hang(until);
                case "spin" -> spin(until);
                default -> Outcome.done(Reply.DONE);
            };
        }

        /** Cannot be interrupted. */
        private static Outcome<Reply> hang(CountDownLatch until) {
            while (until.getCount() > 0) {
                try {
                    until.await();
                } catch (InterruptedException _) {
                    Thread.onSpinWait();
                }
            }
            return Outcome.done(Reply.DONE);
        }

        private static Outcome<Reply> spin(CountDownLatch until) {
            while (until.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Outcome.done(Reply.DONE);
        }
    }

    /** Another extension, which does nothing wrong. */
    static final class Good implements ClientEventHandler {
        @Override
        public Set<String> events() {
            return Set.of("good");
        }

        @Override
        public Outcome<Reply> handle(ClientEvent event, HubActions hub) {
            return Outcome.done(Reply.event("good", event.data()));
        }
    }

    /** Does in {@code chat:} what the message's event says. */
    static final class Desk implements MessageInterceptor {
        private final String mark;

        Desk(String mark) {
            this.mark = mark;
        }

        @Override
        public boolean intercepts(Channel channel) {
            return channel.id().name().value().startsWith("chat:");
        }

        @Override
        public Interception intercept(Submission submission) {
            return switch (submission.event()) {
                case "refuse" -> new Interception.Refuse(Refusal.of(ErrorCode.PERMISSION_DENIED, "Not that"));
                case "swallow" -> Interception.SWALLOW;
                case "throw" -> throw new IllegalStateException("the words of the extension");
                case "change" -> new Interception.Change("change",
                        Payload.ofJson("\"" + submission.data().json().replace("\"", "") + mark + "\""));
                default -> Interception.PASS;
            };
        }
    }

    /** Keeps what it is told, and lets nobody into {@code chat:closed}. */
    static final class Diary implements ConnectionHook, ChannelHook {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final List<String> all = new CopyOnWriteArrayList<>();

        private void write(Peer peer, String what) {
            String line = peer.identity().user().map(user -> user.subject() + " ").orElse("") + what;
            all.add(line);
            told.add(line);
        }

        @Override
        public void opened(Peer peer, HubActions hub) {
            write(peer, "opened");
        }

        @Override
        public void authenticated(Peer peer, HubActions hub) {
            write(peer, "authenticated");
        }

        @Override
        public void closed(Peer peer, String reason, HubActions hub) {
            write(peer, "closed");
        }

        @Override
        public Verdict admit(Peer peer, Channel channel) {
            return channel.id().name().value().equals("chat:closed")
                    ? Verdict.refused(ErrorCode.PERMISSION_DENIED, "It is closed")
                    : Verdict.GRANTED;
        }

        @Override
        public void subscribed(Peer peer, ChannelId channel, HubActions hub) {
            write(peer, "in " + channel.name());
        }

        @Override
        public void unsubscribed(Peer peer, ChannelId channel, HubActions hub) {
            write(peer, "out of " + channel.name());
        }

        /** Waits until that is written, and returns all that was written of the user. */
        List<String> until(String line, String user) {
            try {
                for (String next = ""; !line.equals(next);) {
                    next = told.poll(20, TimeUnit.SECONDS);
                    if (next == null) {
                        throw new AssertionError("Waited in vain for '" + line + "': " + all);
                    }
                }
                return all.stream().filter(one -> one.startsWith(user + " ")).map(one -> one.substring(user.length() + 1)).toList();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Bean
    Deeds deeds() {
        return new Deeds();
    }

    @Bean
    Good good() {
        return new Good();
    }

    @Bean
    @Order(2)
    Desk second() {
        return new Desk("2");
    }

    @Bean
    @Order(1)
    Desk first() {
        return new Desk("1");
    }

    @Bean
    Diary diary() {
        return new Diary();
    }
}
