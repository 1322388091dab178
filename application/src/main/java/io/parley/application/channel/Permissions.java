package io.parley.application.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.application.rule.Said;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.Deed;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Judges who may do what: credentials that have ended first, then a ban, then the channel's rule. Thread-safe. */
public final class Permissions {
    private static final Refusal EXPIRED = Refusal.of(ErrorCode.AUTH_REQUIRED, "The credentials that were shown for it have ended");

    private final RuleLanguage language;
    private final InstantSource clock;

    /** Rules mean what the language says. */
    public Permissions(RuleLanguage language, InstantSource clock) {
        this.language = language;
        this.clock = clock;
    }

    /** Whether he may hear the channel. */
    public Verdict subscribing(Identity who, Channel channel) {
        return judge(channel, Deed.SUBSCRIBE, Facts.entering(who, channel));
    }

    /** Whether he may see who is there, and be seen. */
    public boolean seesPresence(Identity who, Channel channel) {
        return channel.policy().presence() && judge(channel, Deed.SEE_PRESENCE, Facts.entering(who, channel)) instanceof Verdict.Granted;
    }

    /** Whether he may say that. */
    public Verdict publishing(Identity who, Channel channel, Message message) {
        return judge(channel, Deed.PUBLISH, Facts.saying(who, channel, new Said(message)));
    }

    private Verdict judge(Channel channel, Deed deed, Facts facts) {
        Instant now = clock.instant();
        if (facts.auth().filter(who -> who.expired(now)).isPresent()) {
            return new Verdict.Refused(EXPIRED);
        }
        Optional<Refusal> ban = channel.ban(facts.auth().flatMap(Identity::user), now);
        if (ban.isPresent()) {
            return new Verdict.Refused(ban.get());
        }
        // A rule that does not compile was refused when it was set; one that is found nevertheless allows nothing.
        return language.compile(channel.rule(deed), Question.before(deed)) instanceof Outcome.Done<CompiledRule>(CompiledRule rule)
                && rule.permits(facts) ? Verdict.GRANTED : new Verdict.Refused(channel.denied(deed));
    }
}
