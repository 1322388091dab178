package io.parley.application.ingest;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Template;

/**
 * What becomes of a source's messages.
 *
 * @param realm   where they are said
 * @param channel in which channel; what comes into its gaps is escaped as an id in a name, the source's whole name excepted
 * @param to      for which one user, in his own channel, if the message says all that this needs; otherwise it is for the channel, and where
 *                there is none, it is malformed
 * @param event   as which event; empty: as the one that comes with it, or the source's name
 * @param data    the path of the field that is passed on; empty: the whole object
 */
public record IngestRule(RealmId realm, Source source, Optional<Template> channel, Optional<Template> to, Optional<Template> event,
        Optional<String> data) {
    /** @throws IllegalArgumentException naming the part that cannot be */
    public IngestRule {
        if (channel.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("channel or to is needed");
        }
        if (channel.filter(template -> !ChannelName.isValid(template.example())).isPresent()) {
            throw new IllegalArgumentException("channel: " + channel.get() + " makes no channel's name: " + ChannelName.FORM);
        }
        if (data.filter(path -> !Template.isPath(path)).isPresent()) {
            throw new IllegalArgumentException("data: '" + data.get() + "' is no path to a field, such as payload or payload.item");
        }
        int stars = source instanceof Source.Channels(SourcePattern pattern) ? pattern.stars() : 0;
        Stream.of(channel, to, event).flatMap(Optional::stream).filter(template -> template.highestStar() > stars).findFirst()
                .ifPresent(template -> {
                    throw new IllegalArgumentException("'" + template + "' needs more stars than " + source + " has");
                });
    }

    /** The fields that it needs to see. */
    Set<String> fields() {
        Set<String> fields = new HashSet<>();
        Stream.of(channel, to, event).flatMap(Optional::stream).forEach(template -> fields.addAll(template.fields()));
        data.ifPresent(fields::add);
        return fields;
    }
}
