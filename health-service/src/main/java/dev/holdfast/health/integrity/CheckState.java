package dev.holdfast.health.integrity;

import dev.holdfast.health.probe.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a service found last, over all guilds.
 *
 * @param name what holds when it passes, such as {@code postings-sum-to-zero}
 * @param detail what was looked at, or what is wrong with guild and row, or why it is not known
 * @param checkedAt when the guild was looked at that was looked at longest ago
 * @param since when the verdict was first this one
 * @param seenAt when the service last told of it
 * @param brokenSince since when it is broken; {@code null}: it held when it was last known
 */
public record CheckState(
        String service,
        String name,
        Verdict verdict,
        String detail,
        Instant checkedAt,
        Instant since,
        Instant seenAt,
        @Nullable Instant brokenSince) {

    /** What is known of it. */
    public enum Verdict {
        HOLDS,
        BROKEN,
        /** It was not looked at, or its service did not say: nobody knows. */
        UNKNOWN
    }

    /** As which its incident is known: one for each check, whatever the guilds. */
    public Component root() {
        return new Component(Component.Kind.SERVICE, service + "/" + name);
    }

    CheckState unknown(String why) {
        return new CheckState(
                service, name, Verdict.UNKNOWN, why, checkedAt, since, seenAt, brokenSince);
    }
}
