package dev.holdfast.health.incident;

import dev.holdfast.kit.coordination.LeaderState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether this instance opens incidents and alerts: the leader does, and everybody while nobody can
 * say who leads. A duplicate is allowed then, silence is not. Thread-safe.
 */
@Singleton
public final class Acting {

    /** In the first moments of a process it is asked who leads. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Supplier<LeaderState.Leads> leads;
    private final long unknownFrom;

    @Inject
    Acting(LeaderState leader) {
        this(leader::leads, GRACE);
    }

    /**
     * By another's word.
     *
     * @param grace from now on, in which nobody acts who does not know that it leads
     */
    public Acting(Supplier<LeaderState.Leads> leads, Duration grace) {
        this.leads = leads;
        this.unknownFrom = System.nanoTime() + grace.toNanos();
    }

    /** Asks nobody: by what was heard last. */
    public boolean acts() {
        return switch (leads.get()) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> System.nanoTime() - unknownFrom >= 0;
        };
    }
}
