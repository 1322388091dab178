package io.parley.domain.identity;

import java.util.Set;

/**
 * Another service, known by its API key.
 *
 * @param keyName the key's name for logs; never the key
 */
public record Server(RealmId realm, String keyName, Set<Scope> scopes) implements Identity {}
