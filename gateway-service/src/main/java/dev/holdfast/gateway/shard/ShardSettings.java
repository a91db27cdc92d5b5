package dev.holdfast.gateway.shard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What the operator sets about shards. */
@ConfigMapping(prefix = "holdfast")
public interface ShardSettings {

    /** {@code HOLDFAST_SHARDS}: how many; as many as Discord recommends where it is not set. */
    OptionalInt shards();

    /**
     * {@code HOLDFAST_SHARD_LEASE}: how long after a gateway's last sign others take its shards.
     */
    @WithDefault("5s")
    Duration shardLease();

    /** {@code HOLDFAST_SHARD_RENEW}: how often a gateway gives a sign; at most a third of that. */
    @WithDefault("500ms")
    Duration shardRenew();
}
