package io.parley.bootstrap.extension.dice;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.springframework.core.annotation.Order;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.extension.ClientEvent;
import io.parley.application.extension.ClientEventHandler;
import io.parley.application.extension.HubActions;
import io.parley.application.extension.Interception;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Reply;
import io.parley.application.extension.Submission;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Dice that nobody can load: the hub throws them, all who hear the table see it, and nobody can say that he threw what he did not. */
@Order(100)
public final class DiceTable implements ClientEventHandler, MessageInterceptor {
    private static final String THROWN = "dice:thrown";
    private static final Refusal NO_TABLE = Refusal.invalid("$.data.table", "a channel chat:…", "something else");
    private static final Refusal LOADED = Refusal.of(ErrorCode.PERMISSION_DENIED, "Dice are thrown with the event dice:throw");

    private final JsonMapper json = new JsonMapper();
    private final RandomGenerator die = new SecureRandom();

    @Override
    public Set<String> events() {
        return Set.of("dice:throw");
    }

    @Override
    public Outcome<Reply> handle(ClientEvent event, HubActions hub) {
        Optional<UserId> player = event.sender().user();
        Optional<ChannelName> table = table(event.data());
        if (player.isEmpty() || table.isEmpty()) {
            return Outcome.refused(NO_TABLE);
        }
        Payload thrown = Payload.ofJson(json.writeValueAsString(new Throw(player.get().subject(), die.nextInt(1, 7))));
        return hub.publish(table.get(), THROWN, thrown).then(_ -> Outcome.done(Reply.event(THROWN, thrown)));
    }

    private record Throw(String player, int points) {}

    /** What a client sends can be anything. */
    private Optional<ChannelName> table(Payload data) {
        try {
            JsonNode name = json.readTree(data.json()).path("table");
            return Optional.of(name.asString("")).filter(text -> text.startsWith("chat:") && ChannelName.isValid(text))
                    .map(ChannelName::new);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean intercepts(Channel channel) {
        return channel.id().name().value().startsWith("chat:");
    }

    @Override
    public Interception intercept(Submission submission) {
        return submission.event().equals(THROWN) ? new Interception.Refuse(LOADED) : Interception.PASS;
    }
}
