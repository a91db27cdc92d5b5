package dev.holdfast.gateway.prefix;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The place of one message among those of its channel that are answered in order. Guarded by its
 * {@link ChannelQueue}.
 */
final class MessageTurn {

    /** Nobody waits longer than that for the answer to somebody else's earlier message. */
    private static final Duration HOLDS_UP = Duration.ofSeconds(2);

    private volatile CommandMessage asked;
    private final long since = System.nanoTime();
    private @Nullable PendingReply answer;
    private long answeredAt;
    private boolean isAside;
    private boolean isAlone;

    MessageTurn(CommandMessage asked) {
        this.asked = asked;
    }

    CommandMessage asked() {
        return asked;
    }

    /** What is known of it by now. */
    void understood(CommandMessage more) {
        asked = more;
    }

    /** By snowflake, which is the order in which the messages were written. */
    long place() {
        return Long.parseLong(asked.id());
    }

    @Nullable PendingReply answer() {
        return answer;
    }

    void answer(PendingReply given) {
        answer = given;
        answeredAt = System.nanoTime();
    }

    /** Its answer takes long: others need not wait for it. */
    void stepAside() {
        isAside = true;
    }

    /** Its answer is not to share a message with others: together they were refused. */
    void goAlone() {
        isAlone = true;
    }

    boolean isAlone() {
        return isAlone;
    }

    /** How long others have yet to wait for it, in nanoseconds; not above 0: not at all. */
    long holdsUp(long now) {
        return isAside ? 0 : since + HOLDS_UP.toNanos() - now;
    }

    /** How long its answer waits to be sent, in nanoseconds. */
    long age(long now) {
        return now - answeredAt;
    }
}
