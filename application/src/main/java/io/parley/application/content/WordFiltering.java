package io.parley.application.content;

import java.util.Map;

import io.parley.application.extension.Interception;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Submission;
import io.parley.application.protocol.JsonTexts;
import io.parley.domain.channel.Channel;
import io.parley.domain.content.WordList;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * Refuses or masks words that a channel does not want. The refusal is RT_003, for a rule of the channel forbids it; RT_007 would close the
 * connection of who swears ten times in a minute as one that does not know the protocol.
 */
public final class WordFiltering implements MessageInterceptor {
    private static final Interception REFUSED = new Interception.Refuse(
            new Refusal(ErrorCode.PERMISSION_DENIED, "A word in it is not wanted here", Map.of("path", "$.data")));

    private final JsonTexts json;

    /** Texts as that finds them. */
    public WordFiltering(JsonTexts json) {
        this.json = json;
    }

    @Override
    public boolean intercepts(Channel channel) {
        return channel.policy().content().words().isPresent();
    }

    @Override
    public Interception intercept(Submission submission) {
        WordList words = submission.channel().policy().content().words().orElseThrow();
        Payload masked = json.change(submission.data(), words::mask);
        if (masked.equals(submission.data())) {
            return Interception.PASS;
        }
        return words.action() == WordList.Action.REFUSE ? REFUSED : new Interception.Change(submission.event(), masked);
    }
}
