package dev.holdfast.gateway.discord;

import dev.holdfast.gateway.shard.Leases;
import dev.holdfast.gateway.shard.LiveGateways;
import dev.holdfast.gateway.shard.ResumableSession;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.gateway.shard.ShardPlan;
import dev.holdfast.gateway.shard.ShardSettings;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.loop.BackgroundTask;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The shards this gateway holds. It takes free ones up to its fair part, gives away what is more,
 * and keeps what it has while Redis is away. Redis may have lost the leases when it is back, so for
 * a lease's time it takes none: those who hold shards say so first. Safe for any thread; whoever
 * only looks never waits.
 */
@Singleton
final class HeldShards {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");

    private final Leases leases;
    private final LiveGateways gateways;
    private final ShardSettings settings;
    private final Map<Shard, ShardConnection> held = new ConcurrentHashMap<>();
    private final Map<Integer, Long> freeSince = new HashMap<>();
    private final List<Thread> handovers = new ArrayList<>();
    private volatile Map<Integer, String> holders = Map.of();
    private volatile @Nullable String standingBy;
    private volatile int taking = 1;
    private long blindUntil = System.nanoTime();
    private @Nullable Long awaySince;
    private boolean hasShared;
    private boolean isAlone;
    private volatile boolean leaving;

    HeldShards(Leases leases, LiveGateways gateways, ShardSettings settings) {
        this.leases = leases;
        this.gateways = gateways;
        this.settings = settings;
    }

    /** Connects a shard; the session is that of whoever held it before. */
    interface Connecting extends BiFunction<Shard, Optional<ResumableSession>, ShardConnection> {}

    Collection<ShardConnection> connections() {
        return held.values();
    }

    /** Each shard held here and how it stands with it, and who holds the others. */
    Map<String, String> report() {
        var report = new HashMap<String, String>();
        var count = held.keySet().stream().findFirst().map(Shard::count).orElse(holders.size());
        holders.forEach((number, holder) -> report.put(number + "/" + count, holder));
        held.forEach((shard, connection) ->
                report.put(shard.toString(), "here, " + connection.state().word()));
        return report;
    }

    /** Why this gateway holds none; empty where it does or is about to. */
    Optional<String> standingBy() {
        return held.isEmpty() ? Optional.ofNullable(standingBy) : Optional.empty();
    }

    /** Whether this gateway is on its way out. */
    boolean isLeaving() {
        return leaving;
    }

    /** Whether another gateway is there to take over. */
    boolean hasSuccessor() {
        return taking > 1;
    }

    /**
     * Looks after what is held and takes or gives what is fair.
     *
     * @param recommended how many shards Discord wants the bot to have
     */
    synchronized void share(int recommended, Connecting connecting) {
        if (leaving) {
            keep();
            return;
        }
        held.values().forEach(ShardConnection::watch);
        try {
            taking = Math.max(1, gateways.sign(true));
            var count = agreed(recommended);
            hasShared = true;
            isAlone = false;
            awaySince = null;
            if (count.isPresent()) {
                share(leases.holders(count.get()), count.get(), connecting);
            }
        } catch (RedisUnavailable e) {
            if (hasShared) {
                blindUntil = System.nanoTime() + settings.shardLease().toNanos();
            }
            alone(recommended, connecting, e);
        }
    }

    /** Keeps what is held for a last while. */
    private void keep() {
        held.values().forEach(ShardConnection::watch);
        try {
            gateways.sign(false);
            renew();
        } catch (RedisUnavailable e) {
            LOG.debug("leases not renewed", e);
        }
    }

    /**
     * Ends one session that lacks wanted intents and begins another; call it again for the next.
     */
    synchronized void widen(Set<String> wanted, Connecting connecting) throws InterruptedException {
        for (var each : held.entrySet()) {
            if (!leaving && !each.getValue().hasIntents(wanted)) {
                LOG.infof("shard %s: a new session, for the intents %s", each.getKey(), wanted);
                var _ = each.getValue().close();
                each.setValue(connecting.apply(each.getKey(), Optional.empty()));
                return;
            }
        }
    }

    /** From now on nothing more is taken. */
    synchronized void leave() {
        leaving = true;
        keep();
    }

    /** Gives everything to whoever takes it, and waits some seconds until it can be taken. */
    void giveAll() throws InterruptedException {
        List<Thread> underWay;
        synchronized (this) {
            List.copyOf(held.keySet()).forEach(this::handOver);
            underWay = List.copyOf(handovers);
        }
        for (var handover : underWay) {
            handover.join();
        }
    }

    /**
     * A session began, which nobody could go on with before it is noted: what it is told would be
     * lost with this process. One that is being noted again right now is waited for.
     */
    synchronized void began(Shard shard, ResumableSession session) {
        if (!held.containsKey(shard)) {
            // Given away by now: noting it would take the shard's lease again.
            return;
        }
        try {
            // Where somebody else holds it, the next look ends the connection.
            var _ = leases.renew(shard, Optional.of(session));
        } catch (RedisUnavailable e) {
            LOG.debugf(e, "shard %s: its new session is noted later", shard);
        }
    }

    private Optional<Integer> agreed(int recommended) throws RedisUnavailable {
        var own = held.keySet().stream().findFirst().map(Shard::count);
        var wanted = settings.shards().orElse(recommended);
        var count = leases.agree(own.orElse(wanted), own.isPresent());
        if (own.isPresent() && own.get() != count) {
            LOG.warnf(
                    "other gateways run %d shards by now; giving up those of %d", count, own.get());
            List.copyOf(held.keySet()).forEach(this::handOver);
            return Optional.empty();
        }
        if (settings.shards().isPresent() && wanted != count) {
            standBy(
                    "HOLDFAST_SHARDS is %d here, and other gateways run %d: when the last of them stops, this one begins."
                            .formatted(wanted, count));
            return Optional.empty();
        }
        return Optional.of(count);
    }

    private void share(Map<Integer, String> before, int count, Connecting connecting)
            throws RedisUnavailable {
        renew();
        holders = Map.copyOf(before);
        var mine = held.keySet().stream().map(Shard::number).collect(Collectors.toSet());
        var plan = ShardPlan.of(count, mine, before, taking, number -> isNeglected(number, before));
        var sees = System.nanoTime() - blindUntil >= 0;
        for (var shard : plan.take()) {
            if (sees && leases.claim(shard)) {
                LOG.infof("shard %s: taken by %s", shard, gateways.id());
                held.put(shard, connecting.apply(shard, leases.session(shard)));
            }
        }
        plan.give().forEach(this::handOver);
        if (held.isEmpty()) {
            standBy("%d shards, all held by other gateways".formatted(count));
        }
    }

    /** Shards beyond the fair part are left for a lease's time to those who have less. */
    private boolean isNeglected(int number, Map<Integer, String> before) {
        freeSince.keySet().removeIf(before::containsKey);
        var since = freeSince.computeIfAbsent(number, _ -> System.nanoTime());
        return System.nanoTime() - since > settings.shardLease().toNanos();
    }

    private void renew() throws RedisUnavailable {
        for (var each : held.entrySet()) {
            if (leases.renew(each.getKey(), each.getValue().settled())) {
                each.getValue().renewed();
            } else {
                LOG.warnf("shard %s: another gateway holds it by now", each.getKey());
                end(each.getKey());
            }
        }
    }

    /**
     * A first start without Redis waits for a lease's time, then does without sharing. What passed
     * before Redis was first asked does not count: a session that is noted there would be given up
     * for one moment's silence.
     */
    private void alone(int recommended, Connecting connecting, RedisUnavailable away) {
        LOG.debug("Redis is away; shards stay where they are", away);
        var since = awaySince == null ? System.nanoTime() : awaySince;
        awaySince = since;
        var waited = System.nanoTime() - since > settings.shardLease().toNanos();
        if (hasShared || isAlone || !waited) {
            return;
        }
        isAlone = true;
        var count = settings.shards().orElse(recommended);
        LOG.warnf("Redis is away: taking all %d shards without asking other gateways", count);
        for (var number = 0; number < count; number++) {
            var shard = new Shard(number, count);
            held.put(shard, connecting.apply(shard, Optional.empty()));
        }
    }

    private void handOver(Shard shard) {
        var connection = held.remove(shard);
        if (connection != null) {
            LOG.infof("shard %s: handing over", shard);
            inBackground(() -> leases.release(shard, connection.close()), shard);
        }
    }

    /** Somebody else holds it, so nothing is noted. */
    private void end(Shard shard) {
        var connection = held.remove(shard);
        if (connection != null) {
            inBackground(connection::close, shard);
        }
    }

    /** What ends a connection. */
    private interface Ending {
        void run() throws InterruptedException, RedisUnavailable;
    }

    private void inBackground(Ending ending, Shard shard) {
        handovers.removeIf(handover -> !handover.isAlive());
        handovers.add(
                BackgroundTask.start(
                        "end of shard " + shard,
                        () -> {
                            try {
                                ending.run();
                            } catch (RedisUnavailable _) {
                                LOG.warnf(
                                        "shard %s: free when its lease ends; Redis is away", shard);
                            }
                        }));
    }

    private void standBy(String why) {
        if (!why.equals(standingBy)) {
            LOG.infof("standing by: %s", why);
        }
        standingBy = why;
    }
}
