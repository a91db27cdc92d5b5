package dev.holdfast.kit.coordination;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Who hears which channel, whatever connection carries it. Safe for any thread. */
final class Subscriptions {

    private static final Logger LOG = Logger.getLogger("holdfast.redis");

    private final Map<String, Set<Consumer<String>>> byChannel = new HashMap<>();
    private Optional<RedisConnection> line = Optional.empty();

    /** From now on this connection carries all of them. */
    synchronized void on(RedisConnection fresh) {
        line = Optional.of(fresh);
        byChannel.keySet().forEach(fresh::subscribe);
    }

    synchronized Redis.Subscription add(String channel, Consumer<String> listener) {
        byChannel
                .computeIfAbsent(
                        channel,
                        _ -> {
                            line.ifPresent(it -> it.subscribe(channel));
                            return new CopyOnWriteArraySet<>();
                        })
                .add(listener);
        return () -> remove(channel, listener);
    }

    private synchronized void remove(String channel, Consumer<String> listener) {
        var listeners = byChannel.get(channel);
        if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
            byChannel.remove(channel);
            line.ifPresent(it -> it.unsubscribe(channel));
        }
    }

    void hear(String channel, String message) {
        for (var listener : listeners(channel)) {
            try {
                listener.accept(message);
            } catch (RuntimeException e) {
                LOG.errorf(e, "a listener to %s failed", channel);
            }
        }
    }

    private synchronized Set<Consumer<String>> listeners(String channel) {
        return byChannel.getOrDefault(channel, Set.of());
    }
}
