package dev.holdfast.sandbox.gateway;

import dev.holdfast.sandbox.world.Snowflake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bot's session: its numbered dispatches, kept for a resume, and the connection that reads them.
 * What is kept is the sending queue as well: a connection remembers the last number it sent.
 * Thread-safe.
 */
final class Session {
    private static final int KEPT = 4_096;

    final String id;
    final Snowflake bot;
    final int shard;
    final int shards;
    final int intents;
    private final String[] frames = new String[KEPT];
    private long last;
    private @Nullable Connection connection;
    private @Nullable Instant leftAt;

    Session(String id, Snowflake bot, int shard, int shards, int intents) {
        this.id = id;
        this.bot = bot;
        this.shard = shard;
        this.shards = shards;
        this.intents = intents;
    }

    /** Whether events of this guild (null: direct messages) go to this session's shard. */
    boolean owns(@Nullable Snowflake guildId) {
        if (guildId == null) return shard == 0;
        return Long.remainderUnsigned(guildId.value() >>> 22, shards) == shard;
    }

    boolean asksFor(int intent) {
        return intent == 0 || (intents & intent) != 0;
    }

    synchronized void dispatch(String event, String data) {
        last++;
        frames[(int) (last % KEPT)] =
                "{\"t\":\"" + event + "\",\"s\":" + last + ",\"op\":0,\"d\":" + data + "}";
        if (connection != null) connection.wake();
    }

    /**
     * Up to {@code most} frames after that number; empty when the first of them is no longer kept.
     */
    synchronized Optional<List<String>> framesAfter(long number, int most) {
        if (last - number > KEPT) return Optional.empty();
        var next = new ArrayList<String>();
        for (var each = number + 1; each <= last && next.size() < most; each++) {
            next.add(frames[(int) (each % KEPT)]);
        }
        return Optional.of(next);
    }

    /** Whether a dispatch of that number was ever made. */
    synchronized boolean knows(long number) {
        return number >= 0 && number <= last;
    }

    synchronized boolean canReplayAfter(long number) {
        return last - number <= KEPT;
    }

    /** Makes this the session's connection; gives back the one before it. */
    synchronized Optional<Connection> attach(Connection newConnection) {
        var before = Optional.ofNullable(connection);
        connection = newConnection;
        leftAt = null;
        return before.filter(each -> !each.equals(newConnection));
    }

    synchronized void detach(Connection gone, Instant now) {
        if (!gone.equals(connection)) return;
        connection = null;
        leftAt = now;
    }

    synchronized boolean leftBefore(Instant instant) {
        return leftAt != null && leftAt.isBefore(instant);
    }

    synchronized Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }
}
