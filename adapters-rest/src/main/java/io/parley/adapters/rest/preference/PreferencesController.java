package io.parley.adapters.rest.preference;

import java.io.IOException;
import java.io.InputStream;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.adapters.rest.channel.Names;
import io.parley.application.preference.Preferring;
import io.parley.domain.identity.Identity;
import io.parley.domain.preference.PreferencesChange;

/** The preferences of a user: his own token is good for them, or a server's scope. */
@RestController
@RequestMapping("/realtime/users/{user}/preferences")
public final class PreferencesController {
    private final Preferring preferring;
    private final RequestBodies bodies;

    /** Preferences are the use case's, this spells them. */
    public PreferencesController(Preferring preferring, RequestBodies bodies) {
        this.preferring = preferring;
        this.bodies = bodies;
    }

    /** What he wants; what holds for everybody, if he never said. */
    @GetMapping
    PreferencesBody get(@AuthenticationPrincipal Identity who, @PathVariable("user") String user) {
        return PreferencesBody.of(Refused.unlessDone(preferring.read(who, Names.user(who.realm(), user))));
    }

    /** Puts these whole in the place of those that he has; his connections are told. */
    @PutMapping
    PreferencesBody put(@AuthenticationPrincipal Identity who, @PathVariable("user") String user, InputStream body) throws IOException {
        PreferencesChange change = PreferencesChange.to(bodies.read(body, PreferencesBody.class).preferences());
        return PreferencesBody.of(Refused.unlessDone(preferring.change(who, Names.user(who.realm(), user), change)));
    }
}
