package io.parley.devservices.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one node of a cluster is told and says. */
final class ClusterNode {
    private ClusterNode() {}

    static boolean isWell(ProcessRedis node) {
        try (RedisTalk talk = node.talk()) {
            return "ok".equals(talk.info("cluster", "cluster_state"))
                    && ("master".equals(talk.info("replication", "role")) || "up".equals(talk.info("replication", "master_link_status")));
        }
    }

    static int knownTo(ProcessRedis node) {
        try (RedisTalk talk = node.talk()) {
            return Integer.parseInt(talk.info("cluster", "cluster_known_nodes"));
        }
    }

    static boolean isReplicaOf(String master, ProcessRedis node) {
        try (RedisTalk talk = node.talk()) {
            return talk.text("CLUSTER", "NODES").lines().anyMatch(line -> line.contains("myself,slave " + master));
        }
    }

    /** The port of the master of each slot, as that node sees it. */
    static Map<Integer, Integer> owners(ProcessRedis node) {
        Map<Integer, Integer> owners = new HashMap<>();
        try (RedisTalk talk = node.talk()) {
            for (Object range : talk.list("CLUSTER", "SLOTS")) {
                List<?> parts = (List<?>) range;
                int port = Math.toIntExact((Long) ((List<?>) parts.get(2)).get(1));
                for (long slot = (Long) parts.get(0); slot <= (Long) parts.get(1); slot++) {
                    owners.put(Math.toIntExact(slot), port);
                }
            }
        }
        return owners;
    }

    static String idOf(ProcessRedis node) {
        try (RedisTalk talk = node.talk()) {
            return talk.text("CLUSTER", "MYID");
        }
    }

    static void ask(ProcessRedis node, String... command) {
        try (RedisTalk talk = node.talk()) {
            talk.ask(command);
        }
    }
}
