package dev.holdfast.gateway.shard;

/**
 * One of the parts into which Discord divides a bot's guilds.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding">Discord: sharding</a>
 * @param number from 0
 * @param count of all shards, at least 1
 */
public record Shard(int number, int count) {

    private static final int TIMESTAMP_SHIFT = 22;

    public Shard {
        if (count < 1 || number < 0 || number >= count) {
            throw new IllegalArgumentException("no shard %d of %d".formatted(number, count));
        }
    }

    /** Whether Discord tells this shard of the guild; direct messages are told to the first. */
    public boolean owns(long guild) {
        return Long.remainderUnsigned(guild >>> TIMESTAMP_SHIFT, count) == number;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
