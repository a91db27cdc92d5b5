package dev.holdfast.gateway.guild;

import dev.holdfast.gateway.shard.Shard;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Caches guild data as long as it can be trusted: while this gateway hears the guild's shard,
 * otherwise for ten seconds, since events of that shard go to another gateway. Thread-safe.
 *
 * @param <T> immutable
 */
public final class GuildCache<T> {

    /** How long something is believed of a guild whose shard another gateway hears. */
    static final Duration UNHEARD = Duration.ofSeconds(10);

    private static final int MOST_UNHEARD = 1_000;
    private static final int LOCKS = 1_024;

    private final LongSupplier nanos;
    private final ConcurrentMap<Long, Known<T>> guilds = new ConcurrentHashMap<>();
    private final Set<Shard> heard = ConcurrentHashMap.newKeySet();
    private final ReentrantLock[] asking =
            IntStream.range(0, LOCKS)
                    .mapToObj(_ -> new ReentrantLock())
                    .toArray(ReentrantLock[]::new);

    /**
     * What is known of one.
     *
     * @param since when it was learned, by the monotonic clock
     */
    private record Known<T>(T what, long since) {}

    /**
     * Begins knowing none.
     *
     * @param nanos a monotonic clock
     */
    public GuildCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** This gateway hears the shard; what it knew of its guilds may have changed unheard. */
    public void begin(Shard shard) {
        forget(shard);
        heard.add(shard);
    }

    /** Another gateway hears the shard. */
    public void end(Shard shard) {
        heard.remove(shard);
        forget(shard);
    }

    private void forget(Shard shard) {
        guilds.keySet().removeIf(shard::owns);
    }

    /** Empty where nothing is known, or no longer. */
    public Optional<T> find(long guild) {
        return Optional.ofNullable(guilds.get(guild))
                .filter(known -> isCurrent(guild, known))
                .map(Known::what);
    }

    /**
     * What is known, or else what is answered now. Several who need the same guild ask once.
     *
     * @param ask empty where it cannot be said
     */
    public Optional<T> findOr(long guild, Supplier<Optional<T>> ask) {
        var known = find(guild);
        if (known.isPresent()) {
            return known;
        }
        var lock = asking[Math.floorMod(Long.hashCode(guild), LOCKS)];
        lock.lock();
        try {
            return find(guild)
                    .or(() -> {
                        ask.get().ifPresent(answer -> asked(guild, answer));
                        return find(guild);
                    });
        } finally {
            lock.unlock();
        }
    }

    /** An event told all of it. */
    public void told(long guild, T what) {
        guilds.put(guild, new Known<>(what, nanos.getAsLong()));
    }

    /** Discord told when it was asked; what events told meanwhile is newer. */
    private void asked(long guild, T what) {
        if (!isHeard(guild) && guilds.size() > MOST_UNHEARD) {
            guilds.entrySet().removeIf(each -> !isCurrent(each.getKey(), each.getValue()));
        }
        guilds.compute(
                guild,
                (_, known) ->
                        known != null && isCurrent(guild, known)
                                ? known
                                : new Known<>(what, nanos.getAsLong()));
    }

    /** Changes what is known, if anything is. */
    public void change(long guild, UnaryOperator<T> change) {
        guilds.computeIfPresent(
                guild, (_, known) -> new Known<>(change.apply(known.what()), known.since()));
    }

    /** Forgets what was known. */
    public void remove(long guild) {
        guilds.remove(guild);
    }

    public int size() {
        return guilds.size();
    }

    private boolean isCurrent(long guild, Known<T> known) {
        return isHeard(guild) || nanos.getAsLong() - known.since() < UNHEARD.toNanos();
    }

    private boolean isHeard(long guild) {
        return heard.stream().anyMatch(shard -> shard.owns(guild));
    }
}
