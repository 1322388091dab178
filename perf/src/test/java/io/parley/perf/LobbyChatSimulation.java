package io.parley.perf;

import java.time.Duration;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

/**
 * Everybody talks in the lobby: each user says a line a second and waits for it to come back, through the store and past everybody else's
 * lines. U users are U lines in and U² lines out a second.
 *
 * <p>Needs a hub that runs and gives out tokens ({@code /dev/token}); a user of his own for each connection, because the hub allows a user ten.
 */
public final class LobbyChatSimulation extends Simulation {
    private static final String URL = System.getProperty("parley.url", "ws://localhost:8080");
    private static final int USERS = Integer.getInteger("parley.users", 50);
    /** How long each user talks once he is warm. */
    private static final Duration TALK = Duration.ofSeconds(Integer.getInteger("parley.seconds", 30));

    /** Both sides compile their code meanwhile; what is said then must come back too, but may take its time. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** A quick typist's pace, and far under the 100 a second that a connection may send. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    /** 50 users a second come in: the conversation is measured, not a storm at the door. */
    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(20);
    /** What takes longer counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A tenth of a second feels immediate; twice that, because this client and the hub share the cores. */
    private static final int ECHO_P95_MILLIS = 200;

    /** The check's name, not the frame's: Gatling takes a frame for done when it is sent, and the time until the answer is the check's. */
    private static final String ECHOED = "echoed";

    private static final HttpProtocolBuilder HUB = http.baseUrl(URL.replaceFirst("^ws", "http")).wsBaseUrl(URL).disableCaching();

    private static final ChainBuilder ARRIVE = exec(session -> session.set("user", "u" + session.userId()))
            .exec(http("token").get("/dev/token").queryParam("user", "#{user}").check(jsonPath("$.token").saveAs("token")))
            .exitHereIfFailed()
            .exec(ws("connect").connect("/realtime").header("Authorization", "Bearer #{token}").await(PATIENCE)
                    .on(ws.checkTextMessage("connected").matching(jsonPath("$.type").is("connected"))
                            .check(jsonPath("$.userId").isEL("#{user}"))))
            .exec(ws("subscribe").sendText("{\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"id\":\"lobby\"}").await(PATIENCE)
                    .on(ws.checkTextMessage("subscribed").matching(jsonPath("$.id").is("lobby"))
                            .check(jsonPath("$.type").is("subscribed"))))
            .exitHereIfFailed();

    private static final ScenarioBuilder LOBBY = scenario("lobby").exec(ARRIVE, talk(WARM_UP, "warm-up"), talk(TALK, ECHOED),
            ws("leave").close());

    /** Users come in, talk, leave; the run fails if a line was lost or lines come back late. */
    public LobbyChatSimulation() {
        setUp(LOBBY.injectOpen(rampUsers(USERS).during(BETWEEN_ARRIVALS.multipliedBy(USERS)))).protocols(HUB).assertions(
                global().failedRequests().count().is(0L),
                details(ECHOED).allRequests().count().gte((long) USERS),
                details(ECHOED).failedRequests().count().is(0L),
                details(ECHOED).responseTime().percentile(95).lt(ECHO_P95_MILLIS));
    }

    // Everybody hears every line: a search for one's own text costs this client less than parsing all of them would.
    private static ChainBuilder talk(Duration time, String check) {
        String text = "#{user}/" + check + "/#{line}";
        return during(time, "line").on(pace(BETWEEN_LINES)
                .exec(ws("say").sendText(
                        "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"said\",\"data\":{\"text\":\"" + text + "\"}}")
                        .await(PATIENCE)
                        .on(ws.checkTextMessage(check).matching(substring('"' + text + '"')).check(jsonPath("$.event").is("said"),
                                jsonPath("$.data.text").isEL(text), jsonPath("$.sender").isEL("#{user}")))));
    }
}
