package io.parley.adapters.postgres.delivery;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.postgres.StoredText;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * A message as a row of {@code parley.archive}; names are the columns'. What most messages do not have is null: it takes no room.
 *
 * @param toUsers            as PostgreSQL writes an array
 * @param withoutUsers       as PostgreSQL writes an array
 * @param withoutConnections as PostgreSQL writes an array
 */
record ArchivedMessage(Position position, String event, Payload data, OffsetDateTime saidAt, @Nullable String sender,
        @Nullable String priority, @Nullable String toUsers, @Nullable String withoutUsers, @Nullable String withoutConnections,
        @Nullable String filter) {
    /** @throws IllegalArgumentException for what is no message with a position: nothing else is ever stored in a history */
    static ArchivedMessage of(Delivery delivery) {
        if (!(delivery.event() instanceof Message message)) {
            throw new IllegalArgumentException("Only messages are archived");
        }
        Audience audience = message.audience();
        return new ArchivedMessage(delivery.position().orElseThrow(), StoredText.of(message.event()), message.data(),
                message.at().atOffset(ZoneOffset.UTC), stored(message.sender().map(UserId::subject)),
                message.priority() == Priority.NORMAL ? null : message.priority().name(),
                audience.to().map(ArchivedMessage::array).orElse(null),
                arrayOrNull(audience.withoutUsers()), arrayOrNull(audience.withoutConnections()),
                stored(audience.filter().map(Rule::text)));
    }

    private static @Nullable String stored(Optional<String> text) {
        return text.map(StoredText::of).orElse(null);
    }

    private static @Nullable String arrayOrNull(Set<String> names) {
        return names.isEmpty() ? null : array(names);
    }

    private static String array(Set<String> names) {
        return names.stream().map(name -> '"' + StoredText.of(name).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    static Delivery read(ChannelId channel, ResultSet row) throws SQLException {
        byte[] data = row.getBytes("data");
        Audience audience = new Audience(names(row, "to_users"), names(row, "without_users").orElse(Set.of()),
                names(row, "without_connections").orElse(Set.of()), text(row, "filter").map(Rule::new));
        Message message = new Message(channel, StoredText.read(row.getString("event")),
                row.getBoolean("is_binary") ? Payload.ofBinary(data) : Payload.ofUtf8(data),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                text(row, "sender").map(subject -> new UserId(channel.realm(), subject)), audience,
                text(row, "priority").map(Priority::valueOf).orElse(Priority.NORMAL));
        return new Delivery(message, Optional.of(new Position(row.getString("epoch"), row.getLong("message_offset"))));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(StoredText::read);
    }

    private static Optional<Set<String>> names(ResultSet row, String column) throws SQLException {
        Array names = row.getArray(column);
        return names == null
                ? Optional.empty()
                : Optional.of(Arrays.stream((String[]) names.getArray()).map(StoredText::read).collect(Collectors.toSet()));
    }
}
