import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import me.normanmaurer.maven.autobahntestsuite.FuzzingCaseResult;

/**
 * Autobahn's fuzzing client, and a count of how its cases ended. Arguments are the server's address and the cases. Exits with 1 if a mandatory
 * case failed.
 *
 * <p>In no package: where Java packages under {@code io} are loaded or on the class path, Jython takes Python's own {@code io} for them and finds
 * nothing in it. For the same reason it is a process of its own.
 *
 * <p>The Maven plugin's own goal would load the server into Maven's JVM, which may be too old for it; so the plugin's jar is a library here.
 */
public final class FuzzingClient {
    private static final String AGENT = "parley";
    /** RFC 6455. */
    private static final Map<String, Object> OPTIONS = Map.of("version", 18);
    /** Where the RFC leaves a choice either is fine. Nothing is mandatory about what is not implemented but compression, which is negotiated. */
    private static final Set<String> ALLOWED = Set.of("OK", "NON_STRICT", "INFORMATIONAL", "UNIMPLEMENTED");

    private FuzzingClient() {}

    public static void main(String[] args) {
        List<String> cases = Arrays.stream(args).skip(1).filter(name -> !name.isBlank()).toList();
        List<FuzzingCaseResult> results = AutobahnTestSuite.runFuzzingClient(AGENT, args[0], OPTIONS,
                cases.isEmpty() ? List.of("*") : cases, List.of());
        Map<String, Integer> endings = new TreeMap<>();
        results.forEach(result -> endings.merge(behaviour(result), 1, Integer::sum));
        List<FuzzingCaseResult> failed = results.stream().filter(result -> !isAllowed(result)).toList();
        failed.forEach(result -> System.out.println("failed: " + result));
        System.out.println("Autobahn: " + results.size() + " cases, " + endings + ", failed " + failed.size());
        System.exit(failed.isEmpty() ? 0 : 1); // Python's threads would go on.
    }

    private static String behaviour(FuzzingCaseResult result) {
        return String.valueOf(result.behavior());
    }

    private static boolean isAllowed(FuzzingCaseResult result) {
        return ALLOWED.contains(behaviour(result)) && ALLOWED.contains(String.valueOf(result.behaviorClose()));
    }
}
