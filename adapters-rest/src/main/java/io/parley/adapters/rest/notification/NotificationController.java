package io.parley.adapters.rest.notification;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.application.notification.Inbox;
import io.parley.application.notification.Notifying;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.identity.Identity;
import io.parley.domain.notification.Notification;

/** Servers notify, users read. */
@RestController
@RequestMapping("/realtime/notifications")
public final class NotificationController {
    private final Notifying notifying;
    private final Vocabulary vocabulary;
    private final RequestBodies bodies;

    /** @param vocabulary spells notifications: read here they look as they do when pushed */
    public NotificationController(Notifying notifying, Vocabulary vocabulary, RequestBodies bodies) {
        this.notifying = notifying;
        this.vocabulary = vocabulary;
        this.bodies = bodies;
    }

    /** Keeps a notification for its users, then pushes it to their connections. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, UUID> send(@AuthenticationPrincipal Identity who, InputStream body) throws IOException {
        NotificationBody notification = bodies.read(body, NotificationBody.class);
        return Map.of("id", Refused.unlessDone(notifying.notify(who, notification.toNotice(who.realm()))));
    }

    /** One's own, newest first. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    String list(@AuthenticationPrincipal Identity who, @RequestParam(name = "unreadOnly", defaultValue = "false") boolean unreadOnly,
            @RequestParam(name = "after") Optional<String> after, @RequestParam(name = "limit", defaultValue = "20") int limit) {
        if (limit < 1 || limit > Inbox.MAX_PAGE) {
            throw RequestBodies.invalid("limit", "1-" + Inbox.MAX_PAGE, Integer.toString(limit));
        }
        List<Notification> page = Refused.unlessDone(notifying.list(who, unreadOnly, after.map(NotificationBody::uuid), limit));
        return page.stream().map(notification -> vocabulary.notification(notification).json())
                .collect(Collectors.joining(",", "{\"notifications\":[", "]}"));
    }
}
