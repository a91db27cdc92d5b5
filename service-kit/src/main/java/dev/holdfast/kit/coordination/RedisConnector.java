package dev.holdfast.kit.coordination;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Connects to one Redis. */
final class RedisConnector implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 10_000;
    private static final Duration SILENT_BEFORE_PROBE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(2);
    private static final int PROBES = 2;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final RedisAddress address;
    private final ClientResources resources;
    private final RedisClient client;

    RedisConnector(RedisAddress address, Duration patience) {
        this.address = address;
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(THREADS)
                        .computationThreadPoolSize(THREADS)
                        .build();
        this.client = RedisClient.create(resources, address.within(patience));
        client.setOptions(
                ClientOptions.builder()
                        // A broken connection is replaced in one way only, that of Redis.keep().
                        .autoReconnect(false)
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(MOST_WAITING)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(patience)
                                        .keepAlive(
                                                KeepAliveOptions.builder()
                                                        .enable()
                                                        .idle(SILENT_BEFORE_PROBE)
                                                        .interval(BETWEEN_PROBES)
                                                        .count(PROBES)
                                                        .build())
                                        .build())
                        .build());
    }

    /** Two connections: one for questions, one that hears what is published. */
    RedisConnection connect(BiConsumer<String, String> heard) {
        var commands = client.connect(StringCodec.UTF8);
        try {
            var published = client.connectPubSub(StringCodec.UTF8);
            published.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            heard.accept(channel, message);
                        }
                    });
            return new RedisConnection(commands, published);
        } catch (RuntimeException e) {
            commands.close();
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdown(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        var _ = resources.shutdown(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
