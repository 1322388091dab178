package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

/** What the users of every simulation do: fetch a token, connect, subscribe. And what all simulations are told by properties. */
final class ParleyUsers {
    static final String URL = System.getProperty("parley.url", "ws://localhost:8080");
    static final String HTTP_URL = URL.replaceFirst("^ws", "http");
    static final int USERS = Integer.getInteger("parley.users", 50);
    /** How long a simulation goes on once its users are there. */
    static final Duration TIME = Duration.ofSeconds(Integer.getInteger("parley.seconds", 30));
    /** 50 users a second come in: what they do is measured, not a storm at the door. In whole seconds, since Gatling takes less than one for none. */
    static final Duration ARRIVALS = Duration.ofSeconds(Math.ceilDiv(USERS, 50));
    /** What a server publishes with; the hub's, if it was given one. */
    static final String KEY = System.getProperty("parley.key", "");
    /** What takes longer counts as lost. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The checks' names, not the frames': Gatling takes a frame for done when it is sent, and the time until the answer is the check's. */
    static final String CONNECTED = "connected";
    static final String SUBSCRIBED = "subscribed";

    static final HttpProtocolBuilder HUB = http.baseUrl(HTTP_URL).wsBaseUrl(URL).disableCaching();

    /** Fetches a token for a user of his own, because the hub allows a user ten connections; ends the user if there is none. */
    static final ChainBuilder TOKEN = exec(session -> session.set("user", "u" + session.userId()))
            .exec(http("token").get("/dev/token").queryParam("user", "#{user}").check(jsonPath("$.token").saveAs("token")))
            .exitHereIfFailed();

    /** Connects with that token. */
    static final ChainBuilder CONNECT = exec(ws("connect").connect("/realtime").header("Authorization", "Bearer #{token}").await(PATIENCE)
            .on(ws.checkTextMessage(CONNECTED).matching(jsonPath("$.type").is("connected")).check(jsonPath("$.userId").isEL("#{user}"))))
            .exitHereIfFailed();

    static final ChainBuilder LEAVE = exec(ws("leave").close());

    private ParleyUsers() {}

    /** Subscribes to a channel; {@code more} stands behind its name in the message. */
    static ChainBuilder subscribe(String channel, String more) {
        return exec(ws("subscribe").sendText("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"id\":\"s\"" + more + '}')
                .await(PATIENCE)
                .on(ws.checkTextMessage(SUBSCRIBED).matching(jsonPath("$.id").is("s")).check(jsonPath("$.type").is("subscribed"))))
                .exitHereIfFailed();
    }
}
