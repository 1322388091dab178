package io.parley.application.delivery;

import java.time.InstantSource;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Use case: somebody says something in a channel. */
public final class Publishing {
    private final PolicyBook policies;
    private final Backplane backplane;
    private final InstantSource clock;

    /** @param clock stamps messages */
    public Publishing(PolicyBook policies, Backplane backplane, InstantSource clock) {
        this.policies = policies;
        this.backplane = backplane;
        this.clock = clock;
    }

    /**
     * A client's message: the channel's rule decides.
     *
     * @return where it was stored, if the channel keeps history
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Optional<Position>> publish(Identity who, ChannelName name, String event, Payload data) {
        return switch (policies.mayPublish(who, name)) {
            case Verdict.Refused(Refusal refusal) -> Outcome.refused(refusal);
            case Verdict.Granted _ -> send(who, name, event, data, who.user());
        };
    }

    /**
     * A server's message: the scope {@code publish} decides, in any channel there is.
     *
     * @return where it was stored, if the channel keeps history
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Optional<Position>> broadcast(Identity who, ChannelName name, String event, Payload data) {
        if (!who.holds(Scope.PUBLISH)) {
            return Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "The scope " + Scope.PUBLISH + " is needed to broadcast"));
        }
        return send(who, name, event, data, Optional.empty());
    }

    private Outcome<Optional<Position>> send(Identity who, ChannelName name, String event, Payload data, Optional<UserId> sender) {
        Optional<ChannelPolicy> policy = policies.policyOf(name);
        if (policy.isEmpty()) {
            return Outcome.refused(PolicyBook.unknown(name));
        }
        Message message = new Message(new ChannelId(who.realm(), name), event, data, clock.instant(), sender);
        return Outcome.done(backplane.publish(message, policy.get().history()));
    }
}
