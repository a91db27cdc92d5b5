package dev.holdfast.health.usage;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A part of what a gateway counted in a minute. Guild 0 is the whole bot.
 *
 * @param commands at most 1,000
 * @param members at most 1,000
 */
record ReceivedUsage(Instant minute, List<Command> commands, List<Members> members) {

    private static final int MOST = 1_000;
    private static final int LONGEST_PATH = 100;

    /**
     * A command of a guild.
     *
     * @param latency how long answers took, as {@link Latency} reads it; empty: not measured
     */
    record Command(
            GuildId guild,
            String path,
            int done,
            int refused,
            int failed,
            int away,
            String latency) {

        Command {
            Objects.requireNonNull(guild, "guild");
            if (path.isBlank() || path.length() > LONGEST_PATH) {
                throw new IllegalArgumentException("A command's path has 1 to 100 characters.");
            }
            if (Math.min(Math.min(done, refused), Math.min(failed, away)) < 0) {
                throw new IllegalArgumentException("Nothing is counted below zero.");
            }
            Latency.of(latency);
        }
    }

    /**
     * A guild's members.
     *
     * @param active registers of the day's sketch, as {@link SketchReader} reads them
     */
    record Members(GuildId guild, int joined, int left, String active) {

        Members {
            Objects.requireNonNull(guild, "guild");
            if (Math.min(joined, left) < 0) {
                throw new IllegalArgumentException("Nobody is counted below zero.");
            }
            SketchReader.of(active);
        }
    }

    ReceivedUsage {
        Objects.requireNonNull(minute, "minute");
        commands = List.copyOf(commands);
        members = List.copyOf(members);
        if (commands.size() > MOST || members.size() > MOST) {
            throw new IllegalArgumentException("A summary has at most 1,000 entries of a kind.");
        }
    }
}
