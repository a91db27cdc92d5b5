package dev.holdfast.kit.coordination;

import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Names a Redis that evicts keys: leases, locks and notes would go, and nobody would hear of it.
 */
final class EvictionPolicyCheck {

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final String RIGHT = "noeviction";

    private EvictionPolicyCheck() {}

    /** Says it in the start's report, once. */
    static void say(String redis, Optional<String> policy) {
        var wrong = wrong(redis, policy);
        wrong.ifPresent(LOG::warn);
        if (wrong.isEmpty()) {
            LOG.infof("Redis at %s evicts nothing", redis);
        }
    }

    static Optional<String> wrong(String redis, Optional<String> policy) {
        if (policy.isEmpty()) {
            return Optional.of(
                    "Redis at %s does not tell its maxmemory-policy: unknown. Make sure that it is noeviction."
                            .formatted(redis));
        }
        return policy.filter(it -> !RIGHT.equals(it))
                .map(it ->
                        "Redis at %s has maxmemory-policy %s: when it is full, it drops leases and locks. Set maxmemory-policy noeviction."
                                .formatted(redis, it));
    }
}
