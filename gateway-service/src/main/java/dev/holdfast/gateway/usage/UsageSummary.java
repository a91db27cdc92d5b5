package dev.holdfast.gateway.usage;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;
import java.util.List;

/**
 * A part of what a gateway counted in a minute, as it is sent; together with the others of the
 * minute it is all of it. Guild 0 is the whole bot.
 *
 * @param gateway names the process that counted
 * @param part 0 for the minute's first
 */
record UsageSummary(
        String gateway, Instant minute, int part, List<Command> commands, List<Members> members) {

    /**
     * A command of a guild.
     *
     * @param latency how long answers took: an HdrHistogram of microseconds in Base64; may be empty
     */
    record Command(
            GuildId guild,
            String path,
            int done,
            int refused,
            int failed,
            int away,
            String latency) {}

    /**
     * A guild's members.
     *
     * @param active what the minute changed in the day's HyperLogLog, two bytes each in Base64: ten
     *     bits of register, six of rank
     */
    record Members(GuildId guild, int joined, int left, String active) {}

    UsageSummary {
        commands = List.copyOf(commands);
        members = List.copyOf(members);
    }
}
