package io.parley.adapters.redis.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.connection.ConnectionDirectory;
import io.parley.application.connection.ConnectionDirectoryContract;
import io.parley.application.connection.NodeConnections;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.connection.NodeId;

/** The contract on a real Redis, of its own: the lease of another test's node would make every answer partial. */
class RedisConnectionDirectoryTest extends ConnectionDirectoryContract {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final StoppableRedis server = TestServers.startRedis();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RedissonClient> clients = new ArrayList<>();
    private final List<RedisBackplane> backplanes = new ArrayList<>();
    private final Map<ConnectionDirectory, NodeLease> leases = new HashMap<>();

    @Override
    protected ConnectionDirectory node(NodeId node, NodeConnections connections) {
        RedissonClient redis = Redis.connect(server.url());
        clients.add(redis);
        NodeLease lease = new NodeLease(redis, node, UUID::randomUUID, LEASE, InstantSource.system());
        RedisBackplane backplane = new RedisBackplane(redis, lease.life(), UUID::randomUUID, InstantSource.system());
        backplanes.add(backplane);
        ConnectionDirectory directory = new RedisConnectionDirectory(backplane, lease, connections, executor, InstantSource.system());
        leases.put(directory, lease);
        return directory;
    }

    @Override
    protected void fallsSilent(ConnectionDirectory node) {
        ((RedisConnectionDirectory) node).close();
    }

    @Override
    protected void dies(ConnectionDirectory node) {
        leases.get(node).close();
    }

    @AfterEach
    void disconnect() {
        backplanes.forEach(RedisBackplane::close);
        clients.forEach(RedissonClient::shutdown);
        executor.close();
        server.close();
    }
}
