package io.parley.adapters.rest.identity;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.application.identity.Credentials;
import io.parley.application.identity.Ticketing;
import io.parley.domain.identity.Identity;

/** Tickets for clients that cannot send headers when they connect. */
@RestController
public final class TicketController {
    /** Under this name a request carries the credentials with which it was admitted. */
    public static final String CREDENTIALS = "parley.credentials";

    private final Ticketing ticketing;
    private final InstantSource clock;

    /** @param clock says until when a ticket is good */
    public TicketController(Ticketing ticketing, InstantSource clock) {
        this.ticketing = ticketing;
        this.clock = clock;
    }

    /** A ticket for the credentials that the request shows: {@code {"ticket", "expiresAt"}}. */
    @PostMapping("/realtime/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> issue(@AuthenticationPrincipal Identity who, @RequestAttribute(CREDENTIALS) Credentials credentials) {
        String expiry = clock.instant().plus(Ticketing.VALIDITY).truncatedTo(ChronoUnit.MILLIS).toString();
        return Map.of("ticket", ticketing.issue(who.realm(), credentials).value(), "expiresAt", expiry);
    }
}
