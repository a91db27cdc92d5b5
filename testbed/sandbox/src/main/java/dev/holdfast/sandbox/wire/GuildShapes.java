package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Ban;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Overwrite;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.ScheduledEvent;
import dev.holdfast.sandbox.world.Sender;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.ThreadMember;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Users, guilds, roles, channels and members as Discord writes them; called under the world's lock.
 */
@Singleton
public class GuildShapes {
    private static final int MEMBERS_SHOWN_OF_LARGE_GUILDS = 250;

    private final World world;

    GuildShapes(World world) {
        this.world = world;
    }

    public static <T> ArrayNode list(Collection<T> rows, Function<T, ObjectNode> shape) {
        var array = Json.array();
        rows.forEach(row -> array.add(shape.apply(row)));
        return array;
    }

    public static ArrayNode ids(Collection<Snowflake> ids) {
        var array = Json.array();
        ids.forEach(id -> array.add(id.toString()));
        return array;
    }

    private static void id(ObjectNode node, String field, @Nullable Snowflake id) {
        if (id == null) node.putNull(field);
        else node.put(field, id.toString());
    }

    private static void nothing(ObjectNode node, String... fields) {
        for (var field : fields) node.putNull(field);
    }

    public ObjectNode user(User user) {
        var node = Json.object();
        node.put("id", user.id().toString()).put("username", user.username());
        node.put("discriminator", user.bot() ? discriminator(user) : "0");
        node.put("global_name", user.bot() ? null : user.displayName());
        node.put("avatar", user.avatar());
        nothing(node, "banner", "accent_color", "avatar_decoration_data", "primary_guild");
        return node.put("bot", user.bot()).put("public_flags", 0).put("flags", 0);
    }

    public ObjectNode user(Snowflake id) {
        return user(world.users.find(id).orElseThrow());
    }

    /** A webhook as the author of a message. */
    public static ObjectNode webhookUser(Sender sender) {
        var node = Json.object().put("id", sender.webhookId().toString());
        node.put("username", sender.name()).put("avatar", sender.avatar());
        nothing(node, "global_name", "primary_guild");
        return node.put("discriminator", "0000")
                .put("bot", true)
                .put("public_flags", 0)
                .put("flags", 0);
    }

    private static String discriminator(User bot) {
        var number = Long.toString(1 + Long.remainderUnsigned(bot.id().value(), 9_999));
        return "0000".substring(number.length()) + number;
    }

    public ObjectNode role(Role role) {
        var node = Json.object();
        node.put("id", role.id().toString()).put("name", role.name());
        node.put("permissions", Long.toString(role.permissions())).put("position", role.position());
        node.put("color", role.color()).put("hoist", role.hoist()).put("managed", role.managed());
        node.putObject("colors")
                .put("primary_color", role.color())
                .putNull("secondary_color")
                .putNull("tertiary_color");
        node.put("mentionable", role.mentionable()).put("flags", 0);
        nothing(node, "icon", "unicode_emoji", "description");
        if (role.botId() != null) node.putObject("tags").put("bot_id", role.botId().toString());
        return node;
    }

    public ObjectNode emoji(Emoji emoji) {
        var node = Json.object().put("id", emoji.id().toString()).put("name", emoji.name());
        node.set("roles", ids(emoji.roles()));
        node.set("user", user(emoji.creatorId()));
        node.put("require_colons", true).put("managed", false);
        return node.put("animated", emoji.animated()).put("available", true);
    }

    private ObjectNode thread(Channel thread) {
        var node = Json.object();
        node.put("id", thread.id().toString()).put("type", thread.type()).put("flags", 0);
        id(node, "guild_id", thread.guildId());
        id(node, "parent_id", thread.parentId());
        id(node, "owner_id", thread.recipients().getFirst());
        var messages = world.messages.in(thread.id());
        id(node, "last_message_id", messages.isEmpty() ? null : messages.lastKey());
        node.put("name", thread.name()).put("rate_limit_per_user", 0);
        node.put("message_count", messages.size()).put("total_message_sent", messages.size());
        node.put("member_count", world.membersOfThread(thread.id()).size());
        return thread.settings() == null ? node : node.setAll(thread.settings());
    }

    public ObjectNode threadMember(ThreadMember member) {
        return Json.object()
                .put("id", member.threadId().toString())
                .put("user_id", member.userId().toString())
                .put("join_timestamp", Json.moment(member.joinedAt()))
                .put("flags", 0);
    }

    public ObjectNode channel(Channel channel) {
        if (channel.thread()) return thread(channel);
        var node = Json.object();
        node.put("id", channel.id().toString()).put("type", channel.type()).put("flags", 0);
        if (channel.textual()) {
            var messages = world.messages.in(channel.id());
            id(node, "last_message_id", messages.isEmpty() ? null : messages.lastKey());
        }
        if (channel.guildId() == null) {
            node.set("recipients", list(recipients(channel), this::user));
            return node;
        }
        node.put("guild_id", channel.guildId().toString()).put("name", channel.name());
        node.put("position", channel.position()).put("nsfw", false);
        id(node, "parent_id", channel.parentId());
        node.set("permission_overwrites", list(channel.overwrites(), GuildShapes::overwrite));
        if (channel.type() != Channel.VOICE && channel.type() != Channel.CATEGORY) {
            node.put("topic", channel.topic());
        }
        if (channel.type() == Channel.VOICE) {
            node.put("bitrate", 64_000).put("user_limit", 0).putNull("rtc_region");
        }
        if (channel.textual()) node.put("rate_limit_per_user", 0);
        if (channel.settings() != null) node.setAll(channel.settings());
        return node;
    }

    /** The other side, as the bot sees a direct channel. */
    private List<User> recipients(Channel direct) {
        var people =
                direct.recipients().stream().map(id -> world.users.find(id).orElseThrow()).toList();
        var others = people.stream().filter(user -> !user.bot()).toList();
        return others.isEmpty() ? people : others;
    }

    public static ObjectNode overwrite(Overwrite overwrite) {
        return Json.object()
                .put("id", overwrite.id().toString())
                .put("type", overwrite.member() ? 1 : 0)
                .put("allow", Long.toString(overwrite.allow()))
                .put("deny", Long.toString(overwrite.deny()));
    }

    public static boolean archived(Channel thread) {
        return thread.setting("thread_metadata").path("archived").asBoolean();
    }

    /** Without the user: as it stands beside one, in messages and interactions. */
    public ObjectNode partialMember(Member member) {
        var node = Json.object();
        nothing(node, "avatar", "banner");
        node.put("premium_since", Json.moment(member.boostingSince()));
        node.put("nick", member.nick()).put("joined_at", Json.moment(member.joinedAt()));
        node.put("communication_disabled_until", Json.moment(member.timedOutUntil()));
        node.set("roles", ids(member.roles()));
        node.put("flags", 0).put("pending", member.pending());
        return node.put("mute", false).put("deaf", false);
    }

    public ObjectNode member(Member member) {
        var node = partialMember(member);
        node.set("user", user(member.userId()));
        return node;
    }

    public ObjectNode ban(Ban ban) {
        var node = Json.object().put("reason", ban.reason());
        node.set("user", user(ban.userId()));
        return node;
    }

    public ObjectNode auditEntry(AuditEntry entry) {
        var node = Json.object().put("id", entry.id().toString());
        node.put("user_id", entry.userId().toString());
        id(node, "target_id", entry.targetId());
        node.put("action_type", entry.action());
        node.set("changes", entry.changes());
        if (entry.options() != null) node.set("options", entry.options());
        return entry.reason() == null ? node : node.put("reason", entry.reason());
    }

    public ObjectNode scheduledEvent(ScheduledEvent event) {
        var node = Json.object().put("id", event.id().toString());
        id(node, "guild_id", event.guildId());
        id(node, "creator_id", event.creatorId());
        node.set("creator", user(event.creatorId()));
        nothing(node, "channel_id", "description", "entity_id", "entity_metadata", "image");
        nothing(node, "recurrence_rule", "scheduled_end_time");
        node.put("privacy_level", 2).putArray("guild_scheduled_event_exceptions");
        return node.setAll(event.settings());
    }

    public ObjectNode guild(Guild guild) {
        var node = Json.object();
        node.put("id", guild.id().toString()).put("name", guild.name());
        node.put("owner_id", guild.ownerId().toString()).put("preferred_locale", guild.locale());
        id(node, "system_channel_id", guild.systemChannelId());
        nothing(node, "icon", "description", "home_header", "splash", "discovery_splash", "banner");
        nothing(node, "application_id", "afk_channel_id", "widget_channel_id", "max_presences");
        nothing(node, "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id");
        nothing(node, "public_updates_channel_id", "incidents_data");
        node.put("region", "deprecated").put("afk_timeout", 300).put("system_channel_flags", 0);
        node.put("widget_enabled", false).put("verification_level", 1).put("mfa_level", 0);
        node.put("default_message_notifications", 1).put("explicit_content_filter", 0);
        node.put("max_members", 500_000).put("max_stage_video_channel_users", 50);
        node.put("max_video_channel_users", 25).put("premium_tier", 0);
        node.put("premium_subscription_count", world.boostsOf(guild.id()));
        node.put("premium_progress_bar_enabled", false);
        node.put("nsfw", false).put("nsfw_level", 0);
        node.putArray("features");
        node.set("emojis", list(world.emojisOf(guild.id()), this::emoji));
        node.putArray("stickers");
        if (guild.settings() != null) node.setAll(guild.settings());
        node.set("roles", list(world.rolesOf(guild.id()), this::role));
        return node;
    }

    /** What GUILD_CREATE carries; a bot without the members' intent is told of itself only. */
    public ObjectNode guildCreate(Guild guild, Snowflake bot, boolean withMembers) {
        var members = world.membersOf(guild.id());
        var shown = withMembers && members.size() <= MEMBERS_SHOWN_OF_LARGE_GUILDS;
        var node = guild(guild);
        world.member(guild.id(), bot)
                .ifPresent(own -> node.put("joined_at", Json.moment(own.joinedAt())));
        node.put("large", members.size() > MEMBERS_SHOWN_OF_LARGE_GUILDS).put("unavailable", false);
        node.put("member_count", members.size());
        var told = members.stream().filter(member -> shown || member.userId().equals(bot)).toList();
        node.set("members", list(told, this::member));
        node.set("channels", list(world.channelsOf(guild.id()), this::channel));
        var threads =
                world.threadsOf(guild.id()).stream()
                        .filter(thread -> !archived(thread) && world.sees(bot, thread))
                        .toList();
        node.set("threads", list(threads, this::channel));
        for (var empty :
                List.of("presences", "voice_states", "stage_instances", "soundboard_sounds")) {
            node.putArray(empty);
        }
        var planned = world.scheduledIn(guild.id());
        node.set("guild_scheduled_events", list(planned, this::scheduledEvent));
        return node;
    }
}
