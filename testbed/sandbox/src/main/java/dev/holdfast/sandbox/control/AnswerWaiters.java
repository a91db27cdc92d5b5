package dev.holdfast.sandbox.control;

import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Callers who wait until an interaction has its answer; guarded by the world's lock. */
@Singleton
class AnswerWaiters {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final World world;
    private final Vertx vertx;
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    AnswerWaiters(World world, Vertx vertx) {
        this.world = world;
        this.vertx = vertx;
        world.listen(this::heard);
    }

    private void heard(Event event) {
        if (waiting.isEmpty() || !event.name().equals("INTERACTION_STATE")) return;
        if (!settled(Interaction.State.valueOf(event.data().path("state").asText()))) return;
        var waiters = waiting.remove(event.data().path("id").asText());
        if (waiters != null) waiters.forEach(Runnable::run);
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
        var open = !longest.isZero() && world.change(() -> enlist(id, resume));
        if (!open) {
            resume.run();
            return;
        }
        vertx.setTimer(
                longest.toMillis(),
                _ -> {
                    if (world.change(() -> strike(id, resume))) resume.run();
                });
    }

    private boolean enlist(Snowflake id, Runnable resume) {
        var found = world.interactions.find(id);
        if (found.isEmpty() || settled(found.get().state())) return false;
        waiting.computeIfAbsent(id.toString(), _ -> new ArrayList<>()).add(resume);
        return true;
    }

    private boolean strike(Snowflake id, Runnable resume) {
        var waiters = waiting.get(id.toString());
        if (waiters == null) return false;
        var here = waiters.remove(resume);
        if (waiters.isEmpty()) waiting.remove(id.toString());
        return here;
    }
}
