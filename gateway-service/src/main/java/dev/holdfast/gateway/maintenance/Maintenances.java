package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.Worker;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where the bot rests, as PostgreSQL says; every gateway looks once a second, and goes by what it
 * saw last while PostgreSQL is away. Safe for any thread.
 */
@Singleton
public final class Maintenances {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final Worker worker;
    private final UnitsOfWork work;
    private final Clock clock;
    private final PollingLoop loop;
    private volatile Map<GuildId, Maintenance> current = Map.of();

    @Inject
    Maintenances(
            Worker worker,
            UnitsOfWork work,
            Clock clock,
            MeterRegistry metrics,
            PollingLoops loops) {
        this.worker = worker;
        this.work = work;
        this.clock = clock;
        this.loop = loops.every("maintenance", LOOK, this::look);
        metrics.gauge(
                "holdfast.gateway.maintenance.bot",
                this,
                it -> it.current.containsKey(GuildId.DIRECT) ? 1 : 0);
        metrics.gauge("holdfast.gateway.maintenance.guilds", this, it -> it.guilds());
    }

    /** Why the bot rests in the guild, if it does: everywhere, or just there. */
    public Optional<Maintenance> covering(GuildId guild) {
        var known = current;
        var everywhere = Optional.ofNullable(known.get(GuildId.DIRECT));
        return everywhere.or(() -> Optional.ofNullable(known.get(guild)));
    }

    /** Whether it rests everywhere. */
    Optional<Maintenance> everywhere() {
        return covering(GuildId.DIRECT);
    }

    /** In how many single guilds it rests. */
    long guilds() {
        var known = current;
        return known.keySet().stream().filter(each -> !each.equals(GuildId.DIRECT)).count();
    }

    /**
     * All that PostgreSQL knows of now.
     *
     * @throws Unavailable while it is away
     */
    List<Maintenance> read() {
        return worker.commit(handle -> MaintenanceStore.all(handle, MOST));
    }

    /**
     * Has the bot rest.
     *
     * @throws Unavailable while PostgreSQL is away
     */
    void begin(MaintenanceOrder order) {
        var _ =
                change(
                        order.where(),
                        "maintenance-begin",
                        order.toString(),
                        unit -> {
                            begin(unit, order.reason(), order.by());
                            return true;
                        });
    }

    /**
     * Has the bot work again; whether it rested.
     *
     * @throws Unavailable while PostgreSQL is away
     */
    boolean end(GuildId guild) {
        return change(guild, "maintenance-end", guild.toString(), this::end);
    }

    /** The same within a unit of work of that guild, or of guild 0 for everywhere. */
    void begin(UnitOfWork unit, String reason, String by) {
        MaintenanceStore.begin(unit, reason, by);
        unit.audit("maintenance.begin", new Begun(reason, by));
        loop.nudge();
    }

    boolean end(UnitOfWork unit) {
        var ended = MaintenanceStore.end(unit);
        unit.audit("maintenance.end", new Ended(ended));
        loop.nudge();
        return ended;
    }

    private record Begun(String reason, String by) {}

    private record Ended(boolean rested) {}

    private boolean change(
            GuildId guild, String job, String what, Function<UnitOfWork, Boolean> body) {
        var key = OperationKey.of(job + ":" + clock.instant());
        var request = new Request(key, guild, NOBODY, job, RequestHash.of(what));
        var executed = work.execute(request, Boolean.class, body);
        lookNow();
        return switch (executed) {
            case Executed.Done<Boolean>(var value, _) -> value;
            case Executed.Not<Boolean>(var why) ->
                    throw new Unavailable(
                            "the guild is being restored",
                            new IllegalStateException(why.toString()));
        };
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    private void lookNow() {
        try {
            look();
        } catch (Unavailable away) {
            LOG.debugf("maintenance goes by what was last seen: %s", away.getMessage());
        }
    }

    private void look() {
        var seen =
                read().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Maintenance::guild, Function.identity()));
        if (!seen.equals(current)) {
            LOG.infof("maintenance: %s", seen.values());
        }
        current = seen;
    }
}
