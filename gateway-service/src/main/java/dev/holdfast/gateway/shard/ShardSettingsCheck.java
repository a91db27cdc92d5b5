package dev.holdfast.gateway.shard;

import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Looks at the number of shards and at the times of their leases. */
@Singleton
record ShardSettingsCheck(ShardSettings settings) implements SettingsCheck {

    private static final int MOST = 1_024;

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        var shards = settings.shards().orElse(1);
        if (shards < 1 || shards > MOST) {
            wrong.add(
                    "HOLDFAST_SHARDS is %d: it must be from 1 to %d, or left out for as many as Discord recommends."
                            .formatted(shards, MOST));
        }
        var renew = settings.shardRenew();
        if (!renew.isPositive() || settings.shardLease().compareTo(renew.multipliedBy(3)) < 0) {
            wrong.add(
                    "HOLDFAST_SHARD_LEASE is %s and HOLDFAST_SHARD_RENEW %s: the lease must be at least three times as long."
                            .formatted(settings.shardLease(), renew));
        }
        return wrong;
    }
}
