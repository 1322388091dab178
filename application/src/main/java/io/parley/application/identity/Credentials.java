package io.parley.application.identity;

/** What somebody shows. Never part of a log line or an error message: {@code toString} hides the secret. */
public sealed interface Credentials {
    /** A token: a JSON Web Token, unless a custom authenticator knows another kind. */
    record Token(String value) implements Credentials {
        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    /** A key: a server's secret one, or a publishable one. */
    record ApiKey(String value) implements Credentials {
        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /** A ticket that the hub gave for other credentials: good once, for half a minute. */
    record Ticket(String value) implements Credentials {
        @Override
        public String toString() {
            return "Ticket[hidden]";
        }
    }

    /**
     * An {@code Authorization} header of a scheme that only a custom authenticator knows.
     *
     * @param scheme in lower case
     */
    record Custom(String scheme, String value) implements Credentials {
        @Override
        public String toString() {
            return "Custom[" + scheme + ", hidden]";
        }
    }
}
