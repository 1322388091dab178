package io.parley.application.channel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.extension.ExtensionWatch.Failure;
import io.parley.application.extension.Interception;
import io.parley.application.extension.Interceptors;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Submission;
import io.parley.application.limit.Allowances;
import io.parley.application.limit.MessageLimits;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** What interceptors make of what clients say. */
class PublishingInterceptedTest extends OneNode {
    private static final Payload DATA = Payload.ofJson("{\"a\":1}");
    private static final Publishing.Words GREETING = Publishing.Words.toAll("greeting", DATA, Priority.NORMAL);
    private static final Refusal NO = Refusal.of(ErrorCode.PERMISSION_DENIED, "Not that");

    private final RecordingListener heard = new RecordingListener();

    @BeforeEach
    void somebodyListensElsewhere() {
        InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);
        List.of(ROOM, LOBBY).forEach(name -> elsewhere.backplane.attach(new ChannelId(RealmId.DEFAULT, name), heard));
    }

    private Publishing publishing(MessageInterceptor... interceptors) {
        return new Publishing(node.channels, node.permissions, node.rules, node.backplane,
                new MessageLimits(new Allowances(cluster.buckets, node.clock), node.realms),
                new Interceptors(List.of(interceptors), node.guards, node.json), node.clock);
    }

    private Outcome<Optional<Position>> says(ChannelName channel, MessageInterceptor... interceptors) {
        return publishing(interceptors).publish(user("ada"), channel, GREETING);
    }

    private static MessageInterceptor changing(Function<Submission, String> event) {
        return said -> new Interception.Change(event.apply(said), said.data());
    }

    private void isSaid(String event, Payload data) {
        assertThat(heard.events()).containsExactly(new Message(ROOM_ID, event, data, ManualClock.START, Optional.of(ADA)));
    }

    private static void isRefused(Outcome<Optional<Position>> outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    @Test
    void whatPassesIsSaidAsItIs() {
        assertThat(says(ROOM, _ -> Interception.PASS)).isEqualTo(Outcome.done(Optional.of(new Position("epoch-1", 1))));
        isSaid("greeting", DATA);
    }

    @Test
    void whatIsChangedIsSaidOtherwise() {
        says(ROOM, _ -> new Interception.Change("other", Payload.ofJson("[\n2]")));
        isSaid("other", Payload.ofJson("[2]"));
    }

    @Test
    void whatIsRefusedIsNotSaid() {
        assertThat(says(ROOM, _ -> new Interception.Refuse(NO))).isEqualTo(Outcome.refused(NO));
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void whatIsSwallowedIsNotSaidAndItsSenderIsNotTold() {
        assertThat(says(ROOM, _ -> Interception.SWALLOW)).isEqualTo(Outcome.done(Optional.empty()));
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void anInterceptorSeesWhatTheRuleSaw() {
        says(ROOM, changing(said -> said.sender().user().orElseThrow().subject() + " in " + said.channel().id().name() + ": " + said.event()
                + " " + said.data().json()));
        isSaid("ada in " + ROOM + ": greeting {\"a\":1}", DATA);
    }

    @Test
    void eachSeesWhatTheOnesBeforeItMadeOfTheMessage() {
        says(ROOM, changing(said -> said.event() + " 1"), changing(said -> said.event() + " 2"));
        isSaid("greeting 1 2", DATA);
    }

    @Test
    void whoWantsToSeeNothingOfAChannelIsNotAsked() {
        assertThat(says(ROOM, new MessageInterceptor() {
            @Override
            public boolean intercepts(Channel channel) {
                return channel.id().name().equals(LOBBY);
            }

            @Override
            public Interception intercept(Submission submission) {
                return new Interception.Refuse(NO);
            }
        })).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoCannotSayWhetherItWantsToSeeIsAsked() {
        isRefused(says(ROOM, new MessageInterceptor() {
            @Override
            public boolean intercepts(Channel channel) {
                throw new IllegalStateException("test: broken");
            }

            @Override
            public Interception intercept(Submission submission) {
                return new Interception.Refuse(NO);
            }
        }), ErrorCode.PERMISSION_DENIED);
        assertThat(node.extensions.failures()).contains(Failure.THREW);
    }

    @Test
    void oneThatThrowsLetsNothingThrough() {
        isRefused(says(ROOM, _ -> {
            throw new IllegalStateException("test: broken");
        }), ErrorCode.INTERNAL);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aChangeIntoWhatNoClientCouldReadLetsNothingThrough() {
        isRefused(says(ROOM, _ -> new Interception.Change("", DATA)), ErrorCode.INTERNAL);
        isRefused(says(ROOM, _ -> new Interception.Change("e", Payload.ofJson("? no JSON"))), ErrorCode.INTERNAL);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void whatTheRuleForbidsNoInterceptorSees() {
        isRefused(says(new ChannelName("event:1"), _ -> Interception.SWALLOW), ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whatServersSayComesPastThem() {
        publishing(_ -> Interception.SWALLOW).broadcast(holding(Scope.PUBLISH), LOBBY, GREETING);
        assertThat(heard.events()).hasSize(1);
    }

    @Test
    void theSameKeyIsTheSameMessageHoweverItIsChanged() {
        Publishing publishing = publishing(changing(said -> said.event() + "!"));
        Publishing.Words once = new Publishing.Words("greeting", DATA, Priority.NORMAL, GREETING.audience(), Optional.of("k"), false);
        assertThat(publishing.publish(user("ada"), ROOM, once)).isEqualTo(publishing.publish(user("ada"), ROOM, once));
        isSaid("greeting!", DATA);
    }
}
