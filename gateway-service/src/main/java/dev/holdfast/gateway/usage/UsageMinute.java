package dev.holdfast.gateway.usage;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in one minute. {@link GuildId#DIRECT} stands for the whole bot, direct messages
 * included. Bounded: what finds no room counts for the whole bot only. Not thread-safe.
 */
final class UsageMinute {

    private static final int MOST_COMMANDS = 20_000;
    private static final int MOST_GUILDS = 20_000;

    private final Instant at;
    private final Map<Command, CommandCount> commands = new HashMap<>();
    private final Map<GuildId, MemberCount> members = new HashMap<>();

    /** A command in a guild. */
    record Command(GuildId guild, CommandPath path) {}

    UsageMinute(Instant at) {
        this.at = at;
    }

    void count(GuildId guild, CommandPath path, CommandOutcome outcome, Optional<Duration> taken) {
        var command = new Command(guild, path);
        if (guild.equals(GuildId.DIRECT)
                || commands.size() < MOST_COMMANDS
                || commands.containsKey(command)) {
            commands.computeIfAbsent(command, _ -> new CommandCount()).add(outcome, taken);
        }
    }

    /** Empty where there is no room for another guild. */
    Optional<MemberCount> members(GuildId guild) {
        return guild.equals(GuildId.DIRECT)
                        || members.size() < MOST_GUILDS
                        || members.containsKey(guild)
                ? Optional.of(members.computeIfAbsent(guild, _ -> new MemberCount()))
                : Optional.empty();
    }

    Instant at() {
        return at;
    }

    boolean isEmpty() {
        return commands.isEmpty() && members.isEmpty();
    }

    Map<Command, CommandCount> commands() {
        return commands;
    }

    Map<GuildId, MemberCount> members() {
        return members;
    }
}
