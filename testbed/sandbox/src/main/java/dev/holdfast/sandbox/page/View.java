package dev.holdfast.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.gateway.Sessions;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** All that one person sees; called in a change of the world. */
@Singleton
class View {
    private static final int LATEST = 100;
    private static final int MOST_MEMBERS = 1_000;
    private static final Snowflake NEWEST = new Snowflake(-1);

    private final World world;
    private final GuildShapes guilds;
    private final MessageShapes messages;
    private final ApplicationShapes applications;
    private final Signs signs;
    private final Sessions sessions;

    View(
            World world,
            GuildShapes guilds,
            MessageShapes messages,
            ApplicationShapes applications,
            Signs signs,
            Sessions sessions) {
        this.world = world;
        this.guilds = guilds;
        this.messages = messages;
        this.applications = applications;
        this.signs = signs;
        this.sessions = sessions;
    }

    ObjectNode of(User viewer) {
        var view = Json.object().put("me", viewer.id().toString());
        view.set("application", applications.application());
        view.set("users", GuildShapes.list(users(viewer.id()), guilds::user));
        view.set(
                "commands",
                GuildShapes.list(
                        world.commands.all(), command -> applications.command(command, false)));
        var emojis = world.emojis.all().stream().map(Emoji::id).toList();
        view.set("emojis", GuildShapes.ids(emojis));
        view.set("online", GuildShapes.ids(sessions.online()));
        view.put("status", signs.status(viewer.id()));
        var seen = view.putArray("guilds");
        var elsewhere = view.putArray("elsewhere");
        for (var guild : world.guilds.all()) {
            if (world.member(guild.id(), viewer.id()).isPresent())
                seen.add(guild(guild, viewer.id()));
            else elsewhere.addObject().put("id", guild.id().toString()).put("name", guild.name());
        }
        var directs = view.putArray("directs");
        var latest = view.putObject("messages");
        var longer = view.putArray("older");
        for (var channel : world.channels.all()) {
            if (!channel.textual() || !world.sees(viewer.id(), channel)) continue;
            if (channel.guildId() == null) directs.add(direct(channel));
            var id = channel.id().toString();
            var page = before(channel, viewer.id(), NEWEST, LATEST);
            latest.set(id, page.path("messages"));
            if (page.path("older").asBoolean()) longer.add(id);
        }
        return view;
    }

    /** Of a large guild only the first, and oneself. */
    private List<Member> shown(Guild guild, Snowflake viewer) {
        var all = world.membersOf(guild.id());
        if (all.size() <= MOST_MEMBERS) return all;
        var shown = new ArrayList<>(all.subList(0, MOST_MEMBERS));
        world.member(guild.id(), viewer).filter(own -> !shown.contains(own)).ifPresent(shown::add);
        return shown;
    }

    /** Everybody but the members of large guilds that are not shown. */
    private List<User> users(Snowflake viewer) {
        var hidden = new HashSet<Snowflake>();
        var shown = new HashSet<Snowflake>();
        for (var guild : world.guilds.all()) {
            shown(guild, viewer).forEach(member -> shown.add(member.userId()));
            world.membersOf(guild.id()).forEach(member -> hidden.add(member.userId()));
        }
        hidden.removeAll(shown);
        return world.users.all().stream().filter(user -> !hidden.contains(user.id())).toList();
    }

    /** The newest of those the person may read that are older than that id, the newest last. */
    ObjectNode before(Channel channel, Snowflake viewer, Snowflake id, int most) {
        var found =
                world.messages.in(channel.id()).headMap(id, false).descendingMap().values().stream()
                        .filter(message -> message.visibleTo(viewer))
                        .limit(most + 1L)
                        .toList();
        var page = Json.object().put("older", found.size() > most);
        page.set("messages", messages(found.stream().limit(most).toList().reversed(), viewer));
        return page;
    }

    ArrayNode messages(List<Message> some, Snowflake viewer) {
        return GuildShapes.list(some, message -> message(message, viewer));
    }

    /** With one's own votes, and with who reacted, which Discord's client asks for separately. */
    private ObjectNode message(Message message, Snowflake viewer) {
        var node = messages.message(message);
        var poll = message.body().poll();
        if (poll != null) node.set("poll", MessageShapes.poll(message, poll, viewer));
        for (var at = 0; at < message.reactions().size(); at++) {
            var users = message.reactions().get(at).users();
            ((ObjectNode) node.path("reactions").get(at)).set("users", GuildShapes.ids(users));
        }
        return node;
    }

    private ObjectNode direct(Channel channel) {
        var node = guilds.channel(channel);
        node.set("recipients", GuildShapes.list(channel.recipients(), guilds::user));
        return node;
    }

    private ObjectNode guild(Guild guild, Snowflake viewer) {
        var node = guilds.guild(guild);
        var channels = node.putArray("channels");
        for (var channel : world.channels.all()) {
            if (!guild.id().equals(channel.guildId())) continue;
            if (!world.sees(viewer, channel)) continue;
            var permissions = Long.toString(world.permissions(viewer, channel));
            channels.add(guilds.channel(channel).put("permissions", permissions));
        }
        var members = shown(guild, viewer);
        node.set("members", GuildShapes.list(members, guilds::member));
        node.set("presences", signs.presences(members));
        return node;
    }
}
