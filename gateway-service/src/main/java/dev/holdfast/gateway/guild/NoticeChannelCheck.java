package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a guild's admins can be told things in a channel. Safe for any thread. */
@Singleton
record NoticeChannelCheck(Guilds guilds) {

    /** The history is read to find a message again whose sending was in doubt. */
    private static final Permissions NEEDED =
            Permissions.of(
                    Permission.VIEW_CHANNEL,
                    Permission.SEND_MESSAGES,
                    Permission.READ_MESSAGE_HISTORY);

    private static final Texts TEXTS = Texts.of("guild");

    /** Why the channel will not do; Discord may have to be asked. */
    Optional<String> obstacle(Invocation invocation, ChannelId channel) {
        var found = guilds.with(invocation.guild(), channel);
        return found.isEmpty()
                ? Optional.of(TEXTS.say(invocation, "notices.unknown"))
                : obstacle(invocation, found.get(), channel);
    }

    /** The same by what is known without asking, as within a unit of work. */
    Optional<String> knownObstacle(Invocation invocation, ChannelId channel) {
        var found = guilds.find(invocation.guild());
        return found.isEmpty()
                ? Optional.of(TEXTS.say(invocation, "notices.unsure"))
                : obstacle(invocation, found.get(), channel);
    }

    private Optional<String> obstacle(Invocation invocation, Guild guild, ChannelId id) {
        var channel = guild.channels().get(id.value());
        if (channel == null || !channel.text()) {
            return Optional.of(TEXTS.say(invocation, "notices.kind"));
        }
        var titles = missing(guild, id);
        return titles.isEmpty()
                ? Optional.empty()
                : Optional.of(TEXTS.say(invocation, "notices.closed", titles, id.toString()));
    }

    /** The permissions that the bot lacks there, by their titles. */
    static String missing(Guild guild, ChannelId channel) {
        return guild
                .ownPermissions(channel.value())
                .orElse(Permissions.NONE)
                .missing(NEEDED)
                .stream()
                .map(Permission::title)
                .collect(Collectors.joining(", "));
    }
}
