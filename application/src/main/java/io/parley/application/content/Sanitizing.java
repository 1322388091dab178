package io.parley.application.content;

import io.parley.application.extension.Interception;
import io.parley.application.extension.MessageInterceptor;
import io.parley.application.extension.Submission;
import io.parley.application.protocol.JsonTexts;
import io.parley.domain.channel.Channel;
import io.parley.domain.content.Markup;
import io.parley.domain.payload.Payload;

/** Leaves in all texts of a message only the markup that the channel allows. Bytes are not looked into. */
public final class Sanitizing implements MessageInterceptor {
    private final JsonTexts json;
    private final HtmlCleaner cleaner;

    /** Texts as the one finds them, cleaned as the other does. */
    public Sanitizing(JsonTexts json, HtmlCleaner cleaner) {
        this.json = json;
        this.cleaner = cleaner;
    }

    @Override
    public boolean intercepts(Channel channel) {
        return channel.policy().content().markup() != Markup.ANY;
    }

    @Override
    public Interception intercept(Submission submission) {
        Markup allowed = submission.channel().policy().content().markup();
        Payload cleaned = json.change(submission.data(), text -> cleaner.clean(text, allowed));
        return cleaned.equals(submission.data()) ? Interception.PASS : new Interception.Change(submission.event(), cleaned);
    }
}
