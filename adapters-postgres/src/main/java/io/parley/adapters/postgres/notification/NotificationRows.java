package io.parley.adapters.postgres.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

/** Notifications as rows and back; a field on one side only does not compile. */
@Mapper(implementationName = "Generated<CLASS_NAME>", unmappedSourcePolicy = ReportingPolicy.ERROR, unmappedTargetPolicy = ReportingPolicy.ERROR)
interface NotificationRows {
    @Mapping(target = "realm", source = "userId.realm.value")
    @Mapping(target = "userId", source = "userId.subject")
    NotificationRow row(Notification notification);

    @Mapping(target = "userId", source = "row")
    Notification notification(NotificationRow row);

    default UserId user(NotificationRow row) {
        return new UserId(new RealmId(row.realm()), row.userId());
    }

    default @Nullable String textOrNull(Optional<String> text) {
        return text.orElse(null);
    }

    default Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text);
    }

    default @Nullable String jsonOrNull(Optional<Payload> data) {
        return data.map(Payload::json).orElse(null);
    }

    default Optional<Payload> payload(@Nullable String json) {
        return Optional.ofNullable(json).map(Payload::ofJson);
    }

    default OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    default Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    default @Nullable OffsetDateTime timeOrNull(Optional<Instant> instant) {
        return instant.map(this::time).orElse(null);
    }

    default Optional<Instant> instantIfAny(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(this::instant);
    }
}
