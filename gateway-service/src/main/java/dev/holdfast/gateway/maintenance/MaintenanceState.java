package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
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
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where maintenance is in force, as PostgreSQL says. Each gateway reads it once a second and keeps
 * the last state while PostgreSQL is away. Thread-safe.
 */
@Singleton
public final class MaintenanceState {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final WorkerConnection worker;
    private final UnitsOfWork work;
    private final Clock clock;
    private final PollingLoop loop;
    private volatile Map<Place, Maintenance> current = Map.of();

    private record Place(GuildId guild, MaintenanceScope scope) {}

    MaintenanceState(
            WorkerConnection worker,
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
                it -> it.everywhere().isPresent() ? 1 : 0);
        metrics.gauge("holdfast.gateway.maintenance.guilds", this, MaintenanceState::guilds);
        metrics.gauge("holdfast.gateway.maintenance.features", this, it -> it.features().size());
        metrics.gauge(
                "holdfast.gateway.maintenance.joins", this, it -> it.joins().isPresent() ? 1 : 0);
    }

    /** Why all of the bot rests in the guild, if it does: everywhere, or just there. */
    public Optional<Maintenance> covering(GuildId guild) {
        return covering(guild, MaintenanceScope.ALL);
    }

    /**
     * Why the feature rests in the guild by itself, if it does: everywhere, or just there.
     *
     * @param feature its name; empty: none, which never rests by itself
     */
    public Optional<Maintenance> covering(GuildId guild, String feature) {
        return MaintenanceScope.feature(feature).flatMap(scope -> covering(guild, scope));
    }

    private Optional<Maintenance> covering(GuildId guild, MaintenanceScope scope) {
        var known = current;
        return Optional.ofNullable(known.get(new Place(GuildId.DIRECT, scope)))
                .or(() -> Optional.ofNullable(known.get(new Place(guild, scope))));
    }

    /** Whether it rests everywhere. */
    Optional<Maintenance> everywhere() {
        return covering(GuildId.DIRECT);
    }

    /** Whether it joins no servers. */
    Optional<Maintenance> joins() {
        return covering(GuildId.DIRECT, MaintenanceScope.JOINS);
    }

    /**
     * Whether it joined no servers at that instant, asked now: a gateway that has just started has
     * not looked yet.
     *
     * @throws Unavailable while PostgreSQL is away
     */
    public Optional<Maintenance> joinsAt(Instant joined) {
        return read().stream()
                .filter(it ->
                        it.scope().equals(MaintenanceScope.JOINS) && !joined.isBefore(it.since()))
                .findFirst();
    }

    /** In how many single guilds all of it rests. */
    long guilds() {
        return current.keySet().stream()
                .filter(it ->
                        it.scope().equals(MaintenanceScope.ALL)
                                && !it.guild().equals(GuildId.DIRECT))
                .count();
    }

    /** The features that rest by themselves, in one guild at least; sorted. */
    SortedSet<String> features() {
        return current.keySet().stream()
                .flatMap(it -> it.scope().feature().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was seen last. */
    Collection<Maintenance> current() {
        return current.values();
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
                            begin(unit, order.what(), order.reason(), order.by());
                            return true;
                        });
    }

    /**
     * Has the bot work again; whether it rested.
     *
     * @throws Unavailable while PostgreSQL is away
     */
    boolean end(GuildId guild, MaintenanceScope scope) {
        return change(guild, "maintenance-end", guild + " " + scope, unit -> end(unit, scope));
    }

    /** The same within a unit of work of that guild, or of guild 0 for everywhere. */
    void begin(UnitOfWork unit, MaintenanceScope scope, String reason, String by) {
        MaintenanceStore.begin(unit, scope, reason, by);
        unit.audit("maintenance.begin", new Begun(scope, reason, by));
        loop.nudge();
    }

    boolean end(UnitOfWork unit, MaintenanceScope scope) {
        var ended = MaintenanceStore.end(unit, scope);
        unit.audit("maintenance.end", new Ended(scope, ended));
        loop.nudge();
        return ended;
    }

    private record Begun(MaintenanceScope scope, String reason, String by) {}

    private record Ended(MaintenanceScope scope, boolean rested) {}

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
        } catch (Unavailable e) {
            LOG.debugf("maintenance goes by what was last seen: %s", e.getMessage());
        }
    }

    /** One at a time: what was read before a change must not take the place of the change. */
    private synchronized void look() {
        var seen =
                read().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> new Place(it.guild(), it.scope()),
                                        Function.identity()));
        if (!seen.equals(current)) {
            LOG.infof("maintenance: %s", seen.values());
        }
        current = seen;
    }
}
