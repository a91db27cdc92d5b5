package dev.holdfast.kit.coordination;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Names a lock. Several locks are taken in the order of their keys.
 *
 * @param kind one word in small letters, fixed in code: it is also a label of metrics
 * @param id within the guild and kind
 */
public record LockKey(GuildId guild, String kind, long id) implements Comparable<LockKey> {

    private static final Pattern KIND = Pattern.compile("[a-z]{1,30}");
    private static final Comparator<LockKey> ORDER =
            Comparator.<LockKey>comparingLong(key -> key.guild.value())
                    .thenComparing(LockKey::kind)
                    .thenComparingLong(LockKey::id);

    public LockKey {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "a lock's kind is one word in small letters: " + kind);
        }
    }

    /** What a member does there, one thing after the other. */
    public static LockKey member(GuildId guild, UserId user) {
        return new LockKey(guild, "member", user.value());
    }

    @Override
    public int compareTo(LockKey other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 41:member:7}. */
    @Override
    public String toString() {
        return guild + ":" + kind + ":" + id;
    }
}
