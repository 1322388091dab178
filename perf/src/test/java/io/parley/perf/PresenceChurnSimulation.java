package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.Simulation;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ws;

/** Everybody joins and leaves a roster once in two seconds, on a line that stays: a join is told to all who are there. */
public final class PresenceChurnSimulation extends Simulation {
    private static final String CHANNEL = "presence:gatling";
    private static final String LEFT = "left";
    private static final int P95_MILLIS = 300;

    /** The run fails if a join or leave was refused or late. */
    public PresenceChurnSimulation() {
        setUp(scenario("presence churn").exec(ParleyUsers.TOKEN, ParleyUsers.CONNECT)
                .exec(during(ParleyUsers.TIME).on(pace(Duration.ofSeconds(2)).exec(ParleyUsers.subscribe(CHANNEL, ",\"presence\":true"))
                        .exec(ws("unsubscribe").sendText("{\"type\":\"unsubscribe\",\"channel\":\"" + CHANNEL + "\",\"id\":\"l\"}")
                                .await(ParleyUsers.PATIENCE).on(ws.checkTextMessage(LEFT).matching(jsonPath("$.id").is("l"))
                                        .check(jsonPath("$.type").is("unsubscribed"))))),
                        exec(ParleyUsers.LEAVE))
                .injectOpen(rampUsers(ParleyUsers.USERS).during(ParleyUsers.ARRIVALS)))
                .protocols(ParleyUsers.HUB).assertions(global().failedRequests().count().is(0L),
                        details(ParleyUsers.SUBSCRIBED).allRequests().count().gte((long) ParleyUsers.USERS),
                        details(ParleyUsers.SUBSCRIBED).responseTime().percentile(95).lt(P95_MILLIS),
                        details(LEFT).responseTime().percentile(95).lt(P95_MILLIS));
    }
}
