package dev.holdfast.sandbox.control;

import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Callers who wait until an interaction has its answer. */
@Singleton
class Waiting {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final World world;
    private final Vertx vertx;
    private final Map<String, Runnable> waiting = new ConcurrentHashMap<>();

    Waiting(World world, Vertx vertx) {
        this.world = world;
        this.vertx = vertx;
        world.listen(event -> {
            if (waiting.isEmpty() || !event.name().equals("INTERACTION_STATE")) return;
            if (!settled(Interaction.State.valueOf(event.data().path("state").asText()))) return;
            var waiter = waiting.remove(event.data().path("id").asText());
            if (waiter != null) waiter.run();
        });
    }

    private static boolean settled(Interaction.State state) {
        return switch (state) {
            case PENDING, DEFERRED, DEFERRED_UPDATE -> false;
            case REPLIED, UPDATED, MODAL, SUBMITTED, CHOICES, FAILED -> true;
        };
    }

    /** Calls back on the caller's event loop, once, when it is answered or the time is over. */
    void until(Snowflake id, Duration longest, Runnable callback) {
        var context = vertx.getOrCreateContext();
        Runnable resume = () -> context.runOnContext(_ -> callback.run());
        var open =
                world.change(() -> {
                    var found = world.interactions.find(id);
                    if (longest.isZero() || found.isEmpty() || settled(found.get().state()))
                        return false;
                    waiting.put(id.toString(), resume);
                    return true;
                });
        if (!open) {
            resume.run();
            return;
        }
        vertx.setTimer(
                longest.toMillis(),
                _ -> {
                    if (waiting.remove(id.toString(), resume)) resume.run();
                });
    }
}
