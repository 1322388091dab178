package io.parley.adapters.rest.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.adapters.rest.channel.Names;
import io.parley.application.connection.ConnectionPage;
import io.parley.application.connection.ConnectionQuery;
import io.parley.application.connection.Connections;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;

/** The connections of all nodes. */
@RestController
@RequestMapping("/realtime/connections")
public final class ConnectionController {
    private static final String DEFAULT_LIMIT = "100";

    private final Connections connections;

    /** Connections are seen and ended by the one use case. */
    public ConnectionController(Connections connections) {
        this.connections = connections;
    }

    /** What is known of a page; what is not so is left out. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PageBody(List<ConnectionBody> connections, Optional<String> next, Optional<Boolean> partial) {
        static PageBody of(ConnectionPage page) {
            return new PageBody(page.connections().stream().map(ConnectionBody::of).toList(), page.next().map(PageCursor::of),
                    page.partial() ? Optional.of(true) : Optional.empty());
        }
    }

    /** Those to which all applies that is said, page by page. */
    @GetMapping
    PageBody find(@AuthenticationPrincipal Identity who, @RequestParam("userId") Optional<String> user,
            @RequestParam("channel") Optional<String> channel, @RequestParam("node") Optional<String> node,
            @RequestParam("transport") Optional<String> transport, @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = DEFAULT_LIMIT) int limit) {
        if (limit < 1 || limit > ConnectionQuery.MAX_LIMIT) {
            throw RequestBodies.invalid("limit", "1-" + ConnectionQuery.MAX_LIMIT, Integer.toString(limit));
        }
        ConnectionQuery query = new ConnectionQuery(who.realm(), user.map(id -> Names.user(who.realm(), id)),
                channel.map(Names::channel).map(ChannelName::canonical), node.map(ConnectionController::nodeOf),
                transport.map(ConnectionController::transportOf), cursor.map(PageCursor::read), limit);
        return PageBody.of(Refused.unlessDone(connections.find(who, query)));
    }

    /** Ends one. */
    @DeleteMapping("/{connection}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal Identity who, @PathVariable("connection") String connection) {
        Refused.unlessDone(connections.end(who, new ConnectionId(connection)));
    }

    private static NodeId nodeOf(String text) {
        try {
            return new NodeId(text);
        } catch (IllegalArgumentException e) {
            throw RequestBodies.invalid("node", "1-64 characters of A-Z a-z 0-9 . _ -", "another");
        }
    }

    private static Transport transportOf(String text) {
        return Arrays.stream(Transport.values()).filter(transport -> transport.label().equals(text)).findFirst()
                .orElseThrow(() -> RequestBodies.invalid("transport", labels(), "another"));
    }

    private static String labels() {
        return Arrays.stream(Transport.values()).map(Transport::label).collect(Collectors.joining(" or "));
    }
}
