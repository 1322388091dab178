package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.ws;

/**
 * Everybody talks in the lobby: each user says a line a second and waits for it to come back, through the store and past everybody else's
 * lines. U users are U lines in and U² lines out a second.
 *
 * <p>Needs a hub that runs and gives out tokens ({@code /dev/token}); a user of his own for each connection, because the hub allows a user ten.
 */
public final class LobbyChatSimulation extends Simulation {
    /** Both sides compile their code meanwhile; what is said then must come back too, but may take its time. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** A quick typist's pace, and far under the 100 a second that a connection may send. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    /** A tenth of a second feels immediate; twice that, because this client and the hub share the cores. */
    private static final int ECHO_P95_MILLIS = 200;

    /** The check's name, not the frame's: Gatling takes a frame for done when it is sent, and the time until the answer is the check's. */
    private static final String ECHOED = "echoed";

    private static final ScenarioBuilder LOBBY = scenario("lobby").exec(ParleyUsers.TOKEN, ParleyUsers.CONNECT,
            ParleyUsers.subscribe("public:lobby", ""), talk(WARM_UP, "warm-up"), talk(ParleyUsers.TIME, ECHOED), ParleyUsers.LEAVE);

    /** Users come in, talk, leave; the run fails if a line was lost or lines come back late. */
    public LobbyChatSimulation() {
        setUp(LOBBY.injectOpen(rampUsers(ParleyUsers.USERS).during(ParleyUsers.ARRIVALS)))
                .protocols(ParleyUsers.HUB).assertions(
                        global().failedRequests().count().is(0L),
                        details(ECHOED).allRequests().count().gte((long) ParleyUsers.USERS),
                        details(ECHOED).failedRequests().count().is(0L),
                        details(ECHOED).responseTime().percentile(95).lt(ECHO_P95_MILLIS));
    }

    // Everybody hears every line: a search for one's own text costs this client less than parsing all of them would.
    private static ChainBuilder talk(Duration time, String check) {
        String text = "#{user}/" + check + "/#{line}";
        return during(time, "line").on(pace(BETWEEN_LINES)
                .exec(ws("say").sendText(
                        "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"said\",\"data\":{\"text\":\"" + text + "\"}}")
                        .await(ParleyUsers.PATIENCE)
                        .on(ws.checkTextMessage(check).matching(substring('"' + text + '"')).check(jsonPath("$.event").is("said"),
                                jsonPath("$.data.text").isEL(text), jsonPath("$.sender").isEL("#{user}")))));
    }
}
