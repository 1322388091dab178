package io.parley.perf;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ws;

/**
 * All users are in one channel, leave it at the same moment, and come back at once with the position that they had: each must be told that nothing
 * is lost. The exact account of a larger storm is that of {@code perf/scripts/measure reconnect-storm}.
 */
public final class ReconnectStormSimulation extends Simulation {
    private static final String CHANNEL = "chat:gatling-storm";
    private static final String STORED = "stored";
    private static final String RECOVERED = "recovered";
    private static final int P99_MILLIS = 5_000;

    // Each says a line of his own, so that everybody has a position and the last to come has missed something.
    private static final ChainBuilder SPEAK = exec(ws("say")
            .sendText(
                    "{\"type\":\"message\",\"channel\":\"" + CHANNEL + "\",\"event\":\"said\",\"id\":\"m\",\"data\":{\"by\":\"#{user}\"}}")
            .await(ParleyUsers.PATIENCE).on(ws.checkTextMessage(STORED).matching(jsonPath("$.id").is("m")).check(
                    jsonPath("$.type").is("ack"), jsonPath("$.epoch").saveAs("epoch"), jsonPath("$.offset").saveAs("offset"))))
            .exitHereIfFailed();

    private static final ChainBuilder RECOVER = exec(ws("recover")
            .sendText("{\"type\":\"subscribe\",\"channel\":\"" + CHANNEL
                    + "\",\"id\":\"r\",\"recover\":{\"epoch\":\"#{epoch}\",\"offset\":#{offset}}}")
            .await(ParleyUsers.PATIENCE).on(ws.checkTextMessage(RECOVERED).matching(jsonPath("$.id").is("r")).check(
                    jsonPath("$.type").is("subscribed"), jsonPath("$.recovered").ofBoolean().is(true))));

    /** The run fails if one did not come back, or something was lost to him. */
    public ReconnectStormSimulation() {
        setUp(scenario("reconnect storm").exec(ParleyUsers.TOKEN, ParleyUsers.CONNECT, ParleyUsers.subscribe(CHANNEL, ""), SPEAK,
                rendezVous(ParleyUsers.USERS), ParleyUsers.LEAVE, ParleyUsers.CONNECT, RECOVER, ParleyUsers.LEAVE)
                .injectOpen(rampUsers(ParleyUsers.USERS).during(ParleyUsers.ARRIVALS)))
                .protocols(ParleyUsers.HUB).assertions(global().failedRequests().count().is(0L),
                        details(RECOVERED).allRequests().count().is((long) ParleyUsers.USERS),
                        details(RECOVERED).responseTime().percentile(99).lt(P99_MILLIS));
    }
}
