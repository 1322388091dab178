package io.parley.devservices;

/** What an installation keeps to itself. */
enum Secret {
    REDIS_PASSWORD("redis.password"), POSTGRES_PASSWORD("postgres.password"),
    /** Signs the development tokens, as the UTF-8 bytes of its text. */
    TOKEN_SECRET("token.secret"), ADMIN_KEY("admin.key");

    private final String key;

    Secret(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
