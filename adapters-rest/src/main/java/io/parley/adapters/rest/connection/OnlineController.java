package io.parley.adapters.rest.connection;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.channel.Names;
import io.parley.application.connection.UserView;
import io.parley.application.connection.Users;
import io.parley.domain.identity.Identity;

/** Who is online, and since when not. */
@RestController
public final class OnlineController {
    private final Users users;

    /** Users are seen by the one use case. */
    public OnlineController(Users users) {
        this.users = users;
    }

    /** What is known; what is not is left out. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record UserBody(String userId, boolean online, Optional<String> lastSeen) {
        static UserBody of(UserView view) {
            return new UserBody(view.user().subject(), view.online(),
                    view.lastSeen().map(when -> when.truncatedTo(ChronoUnit.MILLIS).toString()));
        }
    }

    /** One user. */
    @GetMapping("/realtime/users/{user}")
    UserBody find(@AuthenticationPrincipal Identity who, @PathVariable("user") String user) {
        return UserBody.of(Refused.unlessDone(users.find(who, Names.user(who.realm(), user))));
    }
}
