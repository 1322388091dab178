package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

/** A server publishes ten messages a second by REST in a channel that all users hear. Needs the API key {@code parley.key}. */
public final class BroadcastSimulation extends Simulation {
    private static final String PUBLISHED = "published";
    private static final String HEARD = "heard";
    private static final String CHANNEL = "public:gatling";
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int P95_MILLIS = 200;

    private static PopulationBuilder server() {
        return scenario("server").exec(during(ParleyUsers.TIME.plusSeconds(2)).on(pace(BETWEEN).exec(http(PUBLISHED)
                .post("/realtime/channels/" + CHANNEL + "/broadcast").header("X-API-Key", ParleyUsers.KEY)
                .header("Content-Type", "application/json").body(StringBody("{\"event\":\"tick\",\"data\":{}}")).check(status().is(200)))))
                .injectOpen(nothingFor(ParleyUsers.ARRIVALS), atOnceUsers(1));
    }

    // Each listens anew for the next one: with ten a second that is never more than two intervals away.
    private static PopulationBuilder listeners() {
        return scenario("listeners").exec(ParleyUsers.TOKEN, ParleyUsers.CONNECT, ParleyUsers.subscribe(CHANNEL, ""))
                .pause(ParleyUsers.ARRIVALS.plusSeconds(1))
                .exec(during(ParleyUsers.TIME.minusSeconds(2)).on(pace(BETWEEN.multipliedBy(10)).exec(ws("ping")
                        .sendText("{\"type\":\"ping\"}").await(ParleyUsers.PATIENCE).on(ws.checkTextMessage(HEARD)
                                .matching(jsonPath("$.event").is("tick")).check(jsonPath("$.channel").is(CHANNEL))))),
                        ParleyUsers.LEAVE)
                .injectOpen(rampUsers(ParleyUsers.USERS).during(ParleyUsers.ARRIVALS));
    }

    /** The run fails if a broadcast was refused, or the channel fell silent for anybody. */
    public BroadcastSimulation() {
        setUp(server(), listeners()).protocols(ParleyUsers.HUB).assertions(
                global().failedRequests().count().is(0L),
                details(PUBLISHED).responseTime().percentile(95).lt(P95_MILLIS),
                details(HEARD).allRequests().count().gte((long) ParleyUsers.USERS),
                details(HEARD).responseTime().percentile(95).lt((int) BETWEEN.toMillis() + P95_MILLIS));
    }
}
