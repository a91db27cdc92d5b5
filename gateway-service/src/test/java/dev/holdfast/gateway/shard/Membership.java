package dev.holdfast.gateway.shard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.coordination.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What makes a gateway one of several, as a test sets it. */
public record Membership(
        Redis redis,
        RedisNames names,
        ShardSettings settings,
        LiveGateways gateways,
        Leases leases) {

    /** A member of the bot's gateways, with leases short enough for a test. */
    public static Membership of(Redis redis, String token, OptionalInt shards) {
        var names = new RedisNames(Optional.of(token));
        var settings = new Settings(shards);
        var gateways = new LiveGateways(redis, names, settings);
        return new Membership(
                redis,
                names,
                settings,
                gateways,
                new Leases(redis, names, gateways, settings, new ObjectMapper()));
    }

    private record Settings(OptionalInt shards) implements ShardSettings {

        @Override
        public Duration shardLease() {
            return Duration.ofMillis(1_500);
        }

        @Override
        public Duration shardRenew() {
            return Duration.ofMillis(200);
        }
    }
}
