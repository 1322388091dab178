package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.ChainBuilder;
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

/** Rooms of ten: each user joins one, with history and a roster, and says a line a second, which is acknowledged once it is stored. */
public final class ChatRoomSimulation extends Simulation {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final int ROOM_SIZE = 10;
    private static final int P95_MILLIS = 200;

    private static final ChainBuilder TALK = during(ParleyUsers.TIME, "line").on(pace(Duration.ofSeconds(1)).exec(ws("say")
            .sendText(
                    "{\"type\":\"message\",\"channel\":\"chat:#{room}\",\"event\":\"said\",\"id\":\"#{line}\",\"data\":{\"text\":\"#{user}\"}}")
            .await(ParleyUsers.PATIENCE)
            .on(ws.checkTextMessage(ACKNOWLEDGED).matching(jsonPath("$.id").isEL("#{line}")).check(jsonPath("$.type").is("ack")))));

    /** The run fails if a line was not stored, or late. */
    public ChatRoomSimulation() {
        setUp(scenario("chat room").exec(exec(session -> session.set("room", "gatling-" + session.userId() / ROOM_SIZE)), ParleyUsers.TOKEN,
                ParleyUsers.CONNECT, ParleyUsers.subscribe("chat:#{room}", ",\"presence\":true"), TALK, ParleyUsers.LEAVE)
                .injectOpen(rampUsers(ParleyUsers.USERS).during(ParleyUsers.ARRIVALS))).protocols(ParleyUsers.HUB).assertions(
                        global().failedRequests().count().is(0L),
                        details(ACKNOWLEDGED).allRequests().count().gte((long) ParleyUsers.USERS),
                        details(ACKNOWLEDGED).responseTime().percentile(95).lt(P95_MILLIS));
    }
}
