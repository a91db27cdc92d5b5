package dev.holdfast.gateway.guild;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /holdfast notices}: shows, changes or clears where the guild's admins are told things.
 * Slow, since Discord may have to be asked about the channel, which no unit of work does.
 */
@Singleton
final class NoticesCommand implements SlowCommand<Optional<String>> {

    private static final String CHANNEL = "channel";
    private static final String OFF = "off";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** The history is read to find a message again whose sending was in doubt. */
    private static final Permissions NEEDED =
            Permissions.of(
                    Permission.VIEW_CHANNEL,
                    Permission.SEND_MESSAGES,
                    Permission.READ_MESSAGE_HISTORY);

    private final Guilds guilds;
    private final Texts texts = Texts.of("guild");

    @Inject
    NoticesCommand(Guilds guilds) {
        this.guilds = guilds;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("holdfast notices", texts.english("notices.description"))
                .option(
                        OptionSpec.optional(
                                CHANNEL, texts.english("notices.channel"), OptionType.CHANNEL))
                .option(OptionSpec.optional(OFF, texts.english("notices.off"), OptionType.FLAG))
                .needs(Permission.MANAGE_GUILD)
                .whispered()
                .slow(LONGEST);
    }

    /** Why the channel will not do; empty where it will, or none was named. */
    @Override
    public Optional<String> prepare(Invocation invocation) {
        return invocation.channel(CHANNEL).flatMap(channel -> obstacle(invocation, channel));
    }

    @Override
    public Reply complete(Invocation invocation, Optional<String> obstacle, UnitOfWork work) {
        var now = work.settings(GuildSettings.KEY);
        var wanted = invocation.channel(CHANNEL);
        var off = invocation.flag(OFF).orElse(false);
        if (off && wanted.isPresent()) {
            return Reply.refuse(texts.say(invocation, "notices.both"));
        }
        if (obstacle.isPresent()) {
            return Reply.refuse(obstacle.get());
        }
        if (!off && wanted.isEmpty()) {
            return Reply.whisper(shown(invocation, now));
        }
        var changed = now.noticeChannel(wanted.orElse(null));
        work.change(GuildSettings.KEY, changed);
        return Reply.whisper(shown(invocation, changed));
    }

    private String shown(Invocation invocation, GuildSettings settings) {
        var channel = settings.noticeChannel();
        return channel == null
                ? texts.say(invocation, "notices.none")
                : texts.say(invocation, "notices.some", channel.toString());
    }

    private Optional<String> obstacle(Invocation invocation, ChannelId channel) {
        var found = guilds.with(invocation.guild(), channel);
        return found.isEmpty()
                ? Optional.of(texts.say(invocation, "notices.unknown"))
                : obstacle(invocation, found.get(), channel.value());
    }

    private Optional<String> obstacle(Invocation invocation, Guild guild, long id) {
        var channel = guild.channels().get(id);
        if (channel == null || !channel.text()) {
            return Optional.of(texts.say(invocation, "notices.kind"));
        }
        var missing = guild.ownPermissions(id).orElse(Permissions.NONE).missing(NEEDED);
        var titles = missing.stream().map(Permission::title).collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.say(invocation, "notices.closed", titles, channel.name()));
    }
}
