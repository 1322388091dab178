package io.parley.perf.crowd;

import java.util.Arrays;

/** {@code stay} or {@code storm}, and what each is told; accounts go to standard output, a JSON object a line. */
public final class Main {
    private static final String USAGE = """
            stay   --uri ws://HOST:PORT/PATH [--clients 1000] [--rate 300: arrivals a second] [--hold 0: seconds]
                   [--secret S: each a user of his own, u0, u1, …] [--say TEXT: after the upgrade; %d is the number, %g that of the hundred]
                   [--ready TEXT: there once a text with this came] [--from ADDRESS]
            storm  --uri … --secret … --channel C --publish http://HOST:PORT/realtime/channels/C/broadcast --key K
                   [--clients 1000] [--rate 500] [--messages 5: a second] [--spread 5: seconds within which all come back]""";

    private Main() {}

    /** Exits with 2 for a command that is none. */
    public static void main(String[] args) throws Exception {
        String command = args.length == 0 ? "" : args[0];
        String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (command) {
            case "stay" -> new Stay(Arguments.of(rest), System.out).run();
            case "storm" -> System.out.println(new Storm(Arguments.of(rest)).run());
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}
