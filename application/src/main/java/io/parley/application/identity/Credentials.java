package io.parley.application.identity;

/** What somebody shows. Never part of a log line or an error message: {@code toString} hides the secret. */
public sealed interface Credentials {
    /** A JSON Web Token. */
    record Token(String value) implements Credentials {
        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    /** A server's key. */
    record ApiKey(String value) implements Credentials {
        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }
}
