package io.parley.devservices.planted;

import io.parley.domain.connection.NodeId;

/** Breaks: the dev services know no other module. */
public record FriendOfTheDomain(NodeId friend) {}
