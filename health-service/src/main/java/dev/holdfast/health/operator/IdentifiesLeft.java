package dev.holdfast.health.operator;

import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Discord lets so many sessions begin in a day; each restart of a gateway that does not resume
 * takes one for each shard, and without any the bot stays silent.
 */
@Singleton
record IdentifiesLeft(Health health) implements PreflightItem {

    /** So many starts of all shards. */
    private static final int STARTS = 5;

    private static final String CHECK = "discord";
    private static final String LEFT = "identifiesLeft";
    private static final String SHARD = "shard ";

    @Override
    public String name() {
        return "identifies";
    }

    @Override
    public PreflightLine look() {
        var left =
                health.instances().stream().flatMap(it -> left(it).stream()).min(Integer::compare);
        if (left.isEmpty()) {
            return PreflightLine.notSeen(
                    name(),
                    "No gateway says how many sessions may still begin.",
                    "/q/health/ready of a gateway says what it knows of Discord.");
        }
        var needed = STARTS * Math.max(1, shards());
        return left.get() >= needed
                ? PreflightLine.holds(name(), "%d sessions may begin.".formatted(left.get()))
                : PreflightLine.doesNot(
                        name(),
                        "Only %d sessions may begin, and five starts of all shards take %d."
                                .formatted(left.get(), needed),
                        "Wait until Discord's day is over; restart no gateway before.");
    }

    private static Optional<Integer> left(InstanceState instance) {
        return Optional.ofNullable(instance.checks().get(CHECK))
                .map(check -> check.data().get(LEFT))
                .filter(said -> said.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    /** As many as the gateway says that knows of most. */
    private int shards() {
        return health.instances().stream()
                .flatMap(it -> Optional.ofNullable(it.checks().get(CHECK)).stream())
                .mapToInt(check ->
                        (int)
                                check.data().keySet().stream()
                                        .filter(it -> it.startsWith(SHARD))
                                        .count())
                .reduce(Math::max)
                .orElse(0);
    }
}
