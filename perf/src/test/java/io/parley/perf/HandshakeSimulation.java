package io.parley.perf;

import io.gatling.javaapi.core.Simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

/** Users come at a steady rate, {@code parley.users} a second, are judged, connect and go. Is who comes let in at once? */
public final class HandshakeSimulation extends Simulation {
    /** Of the handshake with its token, until {@code connected} is heard; client and hub share the cores. */
    private static final int P99_MILLIS = 200;

    /** The run fails if anybody was refused or waited. */
    public HandshakeSimulation() {
        setUp(scenario("handshake").exec(ParleyUsers.TOKEN, ParleyUsers.CONNECT, ParleyUsers.LEAVE)
                .injectOpen(constantUsersPerSec(ParleyUsers.USERS).during(ParleyUsers.TIME))).protocols(ParleyUsers.HUB).assertions(
                        global().failedRequests().count().is(0L),
                        details(ParleyUsers.CONNECTED).allRequests().count().gte((long) ParleyUsers.USERS),
                        details(ParleyUsers.CONNECTED).responseTime().percentile(99).lt(P99_MILLIS));
    }
}
