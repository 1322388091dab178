package io.parley.application.connection;

import java.time.Duration;

import io.parley.domain.connection.NodeId;

/**
 * What all sessions of a node have in common.
 *
 * @param node            this node's name, told to clients
 * @param authDeadline    how long a connection may stay unknown
 * @param maxMessageBytes larger messages of a client are refused with RT_005
 */
public record SessionSettings(NodeId node, Duration authDeadline, int maxMessageBytes) {}
