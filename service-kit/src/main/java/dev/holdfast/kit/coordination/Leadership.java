package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service leads: the one that holds a lease in Redis, in an epoch that PostgreSQL
 * counts. While Redis is away, PostgreSQL alone decides: the leader goes on by the signs that it
 * leaves there, and another takes over when they are two TTLs old. It stops on its own before its
 * lease can have run out, and what it writes too late all the same, the epoch refuses.
 */
@Singleton
final class Leadership {

    private static final Logger LOG = Logger.getLogger("holdfast.leader");

    /** Between the end of trust and that of the lease: a question to Redis, twice. */
    private static final Duration MARGIN = Redis.PATIENCE.multipliedBy(2);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private static final int FIRST_TO_STOP = 1;

    /** While Redis is away, so many TTLs without a sign of the leader's end its term. */
    private static final int SILENT_TTLS = 2;

    private final String name;
    private final String holder = InstanceName.name();
    private final String key;
    private final Redis redis;
    private final LeaseStore leases;
    private final LeaseSettings settings;
    private final List<LeaderTask> tasks;
    private final PollingLoops loops;
    private final PollingLoop keeper;
    private final PollingLoop signer;
    private volatile @Nullable LeaderTerm term;
    private volatile boolean stopped;
    private List<PollingLoop> atWork = List.of();

    Leadership(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Redis redis,
            WorkerConnection worker,
            LeaseSettings settings,
            @All List<LeaderTask> tasks,
            MeterRegistry metrics,
            PollingLoops loops) {
        this.name = service;
        this.key = "holdfast:leader:" + service;
        this.redis = redis;
        this.leases = new LeaseStore(worker);
        this.settings = settings;
        this.tasks = List.copyOf(tasks);
        this.loops = loops;
        this.keeper = loops.loop("leadership", MARGIN, this::keep);
        this.signer = loops.every("leader-signs", settings.renew(), this::sign);
        Gauge.builder("holdfast.leader", this, it -> it.leading().isPresent() ? 1 : 0)
                .register(metrics);
        Gauge.builder(
                        "holdfast.leader.epoch",
                        this,
                        it -> it.leading().map(LeaderTerm::epoch).orElse(0L))
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        keeper.start();
        signer.start();
    }

    /** First of all that ends: the next leader need not wait for the rest of it. */
    void stop(@Observes @Priority(FIRST_TO_STOP) ShutdownEvent event) {
        stop();
    }

    void stop() {
        stopped = true;
        if (end(term, "this instance stops")) {
            release();
        }
        keeper.end();
        signer.end();
    }

    /** This process's term, where it leads. */
    Optional<LeaderTerm> leading() {
        return Optional.ofNullable(term).filter(LeaderTerm::trusted);
    }

    String holder() {
        return holder;
    }

    /** Who leads by PostgreSQL's word. */
    Optional<LeaseStore.Leader> leader() {
        return leases.current(name);
    }

    private Duration keep() {
        var began = System.nanoTime();
        var held = term;
        if (held == null) {
            stand(began);
        } else if (held.trusted()) {
            renew(held, began);
        } else {
            end(held, "its lease was not renewed in time");
        }
        return Duration.ofNanos(Math.max(0, untilNext(began)));
    }

    /** The next look, or the end of trust where that comes first. */
    private long untilNext(long began) {
        var next = began + settings.renew().toNanos() - System.nanoTime();
        var held = term;
        return held == null ? next : Math.min(next, held.nanosLeft());
    }

    private void stand(long began) {
        try {
            if (redis.ask(this::win)) {
                begin(leases.claim(name, holder), began);
            }
        } catch (RedisUnavailable e) {
            LOG.debugf("%s: %s", name, e.getMessage());
            leases.claimAfterSilence(name, holder, settings.ttl().multipliedBy(SILENT_TTLS))
                    .ifPresent(epoch -> begin(epoch, began));
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private void renew(LeaderTerm held, long began) {
        heed(lease(held), held, began, "its lease is gone");
    }

    /**
     * On a loop of its own, since PostgreSQL may take longer than the lease lasts. Redis may have
     * forgotten the lease as it began anew; the epoch says who leads, also while Redis is away.
     */
    private void sign() {
        var began = System.nanoTime();
        var held = term;
        if (held != null && held.trusted()) {
            heed(epoch(held), held, began, "its epoch is over");
        }
    }

    private void heed(Word word, LeaderTerm held, long began, String otherwise) {
        switch (word) {
            case YES -> held.trustUntil(trustFrom(began));
            case NO -> end(held, otherwise);
            case NONE -> {
                // The other one's word counts.
            }
        }
    }

    private enum Word {
        YES,
        NO,
        /** Whoever was asked is away. */
        NONE
    }

    private Word lease(LeaderTerm held) {
        try {
            return redis.ask(this::win) ? Word.YES : Word.NO;
        } catch (RedisUnavailable e) {
            LOG.debugf("%s: %s", held, e.getMessage());
            return Word.NONE;
        }
    }

    private Word epoch(LeaderTerm held) {
        try {
            return leases.sign(held) ? Word.YES : Word.NO;
        } catch (Unavailable e) {
            LOG.debugf("%s: %s", held, e.getMessage());
            return Word.NONE;
        }
    }

    private boolean win(RedisCommands<String, String> commands) {
        return commands.set(key, holder, SetArgs.Builder.nx().px(settings.ttl())) != null
                || extend(commands) == 1;
    }

    private long extend(RedisCommands<String, String> commands) {
        var millis = Long.toString(settings.ttl().toMillis());
        return RedisScript.EXTEND.run(commands, List.of(key), holder, millis);
    }

    private long trustFrom(long began) {
        return began + settings.ttl().minus(MARGIN).toNanos();
    }

    private synchronized void begin(long epoch, long began) {
        if (stopped) {
            release();
            return;
        }
        var fresh = new LeaderTerm(name, epoch, holder, trustFrom(began));
        term = fresh;
        LOG.infof("%s leads %s", holder, fresh);
        atWork = tasks.stream().map(task -> lead(task, fresh)).toList();
    }

    private PollingLoop lead(LeaderTask task, LeaderTerm fresh) {
        var work =
                loops.loop(
                        "leader-" + task.name(),
                        LONGEST_BACKOFF,
                        () -> fresh.trusted() ? task.lead(fresh) : MARGIN);
        work.start();
        return work;
    }

    /** False where another has done so. */
    private synchronized boolean end(@Nullable LeaderTerm ended, String why) {
        if (ended == null || ended != term) {
            return false;
        }
        ended.end();
        atWork.forEach(work -> work.interrupt(Duration.ZERO));
        atWork = List.of();
        term = null;
        LOG.infof("%s no longer leads %s: %s", holder, ended, why);
        return true;
    }

    private void release() {
        try {
            redis.ask(it -> RedisScript.RELEASE.run(it, List.of(key), holder));
        } catch (RedisUnavailable e) {
            LOG.debugf("%s: %s", name, e.getMessage());
        }
        try {
            leases.fallSilent(name, holder);
        } catch (Unavailable e) {
            LOG.debugf("%s: %s", name, e.getMessage());
        }
    }
}
