package dev.holdfast.roles.job;

import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work on all members of a guild.
 *
 * @param kind the {@link MemberPageTask}'s name
 * @param subject which one of its kind; another for the same takes its place
 * @param title what people see, such as the rule's name
 * @param startedBy 0 where they were forgotten
 * @param why it was ended, where that needs a reason; for admins
 * @param cursor the last member that was looked at; 0: none yet
 * @param looked how many members were looked at
 * @param total how many there were when it began
 * @param ordered how many changes of roles that led to
 * @param waiting how many of them are not delivered yet
 * @param blocked for how many of the members that it looked at Discord does not let us change its
 *     roles; of one that is over, when it ended
 * @param restart what is so where it fails, and how it is started again; may be empty
 * @param worked for how long it ran, without pauses
 * @param lookedAllAt when the last page was done; {@code null}: there are more
 * @param endedAt {@code null}: it is not over
 */
public record MassJob(
        long id,
        String kind,
        String subject,
        String title,
        String params,
        UserId startedBy,
        State state,
        String why,
        long cursor,
        long looked,
        long total,
        long ordered,
        long waiting,
        long blocked,
        String restart,
        long generation,
        int failures,
        Duration worked,
        Instant startedAt,
        @Nullable Instant lookedAllAt,
        @Nullable Instant endedAt) {

    /** While more than so many are blocked it waits: more of the same would be, too. */
    static final int MOST_BLOCKED = 200;

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        PAUSED,
        DONE,
        CANCELLED,
        FAILED
    }

    public boolean isOver() {
        return endedAt != null;
    }

    /** Whether it looks at no more members until Discord lets us change its roles. */
    public boolean isHeldUp() {
        return state == State.RUNNING && lookedAllAt == null && blocked > MOST_BLOCKED;
    }

    /** How many changes of roles Discord has made. */
    public long delivered() {
        return settled() - refused();
    }

    /** How many changes of roles Discord has not let us make. */
    public long refused() {
        return Math.min(blocked, settled());
    }

    private long settled() {
        return Math.max(0, ordered - waiting);
    }

    /**
     * How much of it is done, 0 to 1. What remains of the changes is estimated from the members
     * that were looked at.
     */
    public double share() {
        if (state == State.DONE) {
            return 1;
        }
        var seen = lookedAllAt != null || total == 0 ? 1.0 : Math.min(1.0, looked / (double) total);
        return ordered == 0 || seen == 0 ? seen : seen * settled() / ordered;
    }

    /**
     * How much longer it takes at the pace so far; empty: too early to say, or it does not go on.
     */
    public Optional<Duration> left() {
        var share = share();
        if (state != State.RUNNING || isHeldUp() || share <= 0 || worked.isZero()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (worked.toMillis() * (1 - share) / share)));
    }
}
