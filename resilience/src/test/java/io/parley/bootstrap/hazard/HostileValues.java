package io.parley.bootstrap.hazard;

import java.util.List;
import java.util.random.RandomGenerator;

/** Values at the edges of what JSON and Unicode know, and beyond. */
final class HostileValues {
    private static final List<String> NUMBERS = List.of("0", "-0", "-1", "1", "10", "1000", "1001", "2147483648", "9223372036854775808",
            "1e400",
            "-1e-400", "0.1e+99999", "1E5", "3.5", "9".repeat(300), "9".repeat(999), "9".repeat(2_000), "1e" + "9".repeat(60), "01", "+1",
            ".5",
            "1.", "0x10", "NaN", "-Infinity");
    private static final List<String> STRINGS = List.of("", " ", "\\u0000", "\\u0001\\u001f\\u007f", "\u0001", "\t", "\\n\\r\\t", "\n",
            "\\ud800",
            "\\udfff\\ud800", "x\\udc00y", "\\ud83d\\ude00", "\uD83D\uDE00", "\u2028\u2029", "\uFEFF", "\u202E", "é", "e\u0301", "\\u00",
            "\\x",
            "__proto__", "$type", "null", "message", "type", "id", "../../etc/passwd", "' OR 1=1 --", "${jndi:ldap://x}", "%00%n%s", "*",
            "#",
            "parley:{0}:presence", "x".repeat(255), "x".repeat(256), "y".repeat(5_000), "\uD83D\uDE00".repeat(200), "z".repeat(70_000));
    private static final int[] DEPTHS = {2, 10, 62, 63, 64, 65, 200, 5_000};

    private final RandomGenerator random;

    HostileValues(RandomGenerator random) {
        this.random = random;
    }

    /** A value; a few of them are no JSON. */
    String json() {
        return switch (random.nextInt(10)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 -> pick(NUMBERS);
            case 4, 5, 6 -> string();
            case 7 -> nested();
            case 8 -> tree(3);
            default -> pick(List.of("", "nul", "undefined", "{}", "[]", "{", "]", "\"", "'a'", "// x", "[1,]", "{\"a\":}", "{a:1}"));
        };
    }

    /** A string, mostly in order. */
    String string() {
        // The very long are rare: they cost time and show little.
        String text = pick(STRINGS);
        return '"' + (text.length() > 1_000 && random.nextInt(8) > 0 ? "long" : text) + '"';
    }

    private String nested() {
        int depth = DEPTHS[random.nextInt(DEPTHS.length)];
        return random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    /** A random value without a mistake of form. */
    String tree(int depth) {
        int sort = random.nextInt(depth > 0 ? 6 : 4);
        StringBuilder tree = new StringBuilder();
        switch (sort) {
            case 0 -> tree.append(random.nextLong());
            case 1 -> tree.append('"').append(Integer.toString(random.nextInt(), 36)).append('"');
            case 2 -> tree.append(random.nextDouble());
            case 3 -> tree.append(random.nextBoolean() ? "true" : "null");
            default -> {
                boolean array = sort == 4;
                tree.append(array ? '[' : '{');
                for (int i = random.nextInt(4); i >= 0; i--) {
                    tree.append(array ? "" : "\"k" + i + "\":").append(tree(depth - 1)).append(i > 0 ? "," : "");
                }
                tree.append(array ? ']' : '}');
            }
        }
        return tree.toString();
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
