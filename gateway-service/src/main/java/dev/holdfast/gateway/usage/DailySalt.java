package dev.holdfast.gateway.usage;

import dev.holdfast.gateway.shard.RedisNames;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.protocol.UserId;
import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What members' ids are hashed with, another secret each day. All gateways share it by Redis, which
 * forgets it soon after the day; then nobody can tell whom a sketch counted. A gateway without
 * Redis uses its own for the day, and members who also use another gateway are counted twice.
 * Thread-safe.
 */
@Singleton
final class DailySalt {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int BYTES = 32;

    /** A gateway's clock may be a little behind. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Redis redis;
    private final RedisNames names;
    private final SecureRandom random = new SecureRandom();
    private final Map<LocalDate, String> salts = new ConcurrentHashMap<>();

    DailySalt(Redis redis, RedisNames names) {
        this.redis = redis;
        this.names = names;
    }

    /** Learns today's and tomorrow's, and forgets those of days that are over. */
    void prepare(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        salts.keySet()
                .removeIf(
                        day -> day.isBefore(LocalDate.ofInstant(now.minus(KEPT), ZoneOffset.UTC)));
        for (var day : new LocalDate[] {today, today.plusDays(1)}) {
            if (!salts.containsKey(day)) {
                share(day, now);
            }
        }
    }

    private void share(LocalDate day, Instant now) {
        var name = names.of("usage:salt:" + day);
        var end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).plus(KEPT);
        var fresh = fresh();
        try {
            var shared =
                    redis.ask(commands -> {
                        var lasts = SetArgs.Builder.nx().px(Duration.between(now, end));
                        commands.set(name, fresh, lasts);
                        return commands.get(name);
                    });
            if (shared != null) {
                salts.putIfAbsent(day, shared);
            }
        } catch (RedisUnavailable e) {
            LOG.debugf(e, "the salt of %s is not shared yet", day);
        }
    }

    /** A number of that day's that says nothing about the person once the day is over. */
    long hash(UserId user, LocalDate day) {
        var salt = salts.computeIfAbsent(day, _ -> fresh());
        var text = salt + user;
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private String fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
