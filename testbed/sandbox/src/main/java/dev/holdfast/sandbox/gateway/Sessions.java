package dev.holdfast.sandbox.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The bots' sessions, connected or waiting to be resumed, and what each of them is told. */
@Singleton
public class Sessions {
    /** How long a lost session can be resumed. */
    private static final Duration RESUMABLE = Duration.ofMinutes(5);

    private static final Set<String> CONTENT = Set.of("MESSAGE_CREATE", "MESSAGE_UPDATE");

    /** What a bot must be allowed in a guild to be told of some things. */
    private static final Map<String, Long> PERMISSIONS =
            Map.of(
                    "GUILD_AUDIT_LOG_ENTRY_CREATE", Permission.VIEW_AUDIT_LOG,
                    "INVITE_CREATE", Permission.MANAGE_CHANNELS,
                    "INVITE_DELETE", Permission.MANAGE_CHANNELS,
                    "AUTO_MODERATION_RULE_CREATE", Permission.MANAGE_GUILD,
                    "AUTO_MODERATION_RULE_UPDATE", Permission.MANAGE_GUILD,
                    "AUTO_MODERATION_RULE_DELETE", Permission.MANAGE_GUILD,
                    "AUTO_MODERATION_ACTION_EXECUTION", Permission.MANAGE_GUILD);

    private final World world;
    private final GuildShapes shapes;
    private final Signs signs;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();

    Sessions(World world, GuildShapes shapes, Signs signs) {
        this.signs = signs;
        this.world = world;
        this.shapes = shapes;
        world.listen(this::tell);
    }

    /**
     * A new session that begins with READY and its guilds; nothing that happens meanwhile is
     * missed.
     */
    Session begin(Snowflake bot, int shard, int shards, int intents, ObjectNode ready) {
        var id = new byte[16];
        random.nextBytes(id);
        var session = new Session(HexFormat.of().formatHex(id), bot, shard, shards, intents);
        return world.change(() -> {
            ready.put("session_id", session.id);
            ready.set(
                    "user",
                    shapes.user(bot)
                            .put("verified", true)
                            .put("mfa_enabled", true)
                            .putNull("email"));
            var guilds = ready.putArray("guilds");
            for (var guild : world.guilds.all()) {
                if (mine(session, guild.id()))
                    guilds.addObject().put("id", guild.id().toString()).put("unavailable", true);
            }
            session.dispatch("READY", Json.text(ready));
            if (session.asksFor(Intent.GUILDS)) createGuilds(session);
            byId.put(session.id, session);
            return session;
        });
    }

    private boolean mine(Session session, Snowflake guildId) {
        return session.owns(guildId) && world.member(guildId, session.bot).isPresent();
    }

    private void createGuilds(Session session) {
        for (var guild : world.guilds.all()) {
            if (mine(session, guild.id())) create(session, guild);
        }
    }

    /** The guild with what this session asked to know of it. */
    private void create(Session session, Guild guild) {
        var withMembers = session.asksFor(Intent.GUILD_MEMBERS);
        var data = shapes.guildCreate(guild, session.bot, withMembers);
        if (session.asksFor(Intent.GUILD_PRESENCES))
            data.set("presences", signs.presences(world.membersOf(guild.id())));
        session.dispatch("GUILD_CREATE", Json.text(data));
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Session> all() {
        return byId.values();
    }

    /** The bots that hold a connection right now. */
    public Set<Snowflake> online() {
        return byId.values().stream()
                .filter(session -> session.connection().isPresent())
                .map(session -> session.bot)
                .collect(Collectors.toSet());
    }

    void end(Session session) {
        byId.remove(session.id);
    }

    /** Forgets sessions that nobody came back for. */
    void expire() {
        var oldest = world.now().minus(RESUMABLE);
        byId.values().removeIf(session -> session.leftBefore(oldest));
    }

    /** Runs under the world's lock, so every session gets events in the order they happened. */
    private void tell(Event event) {
        if (!event.audience().bot() || byId.isEmpty()) return;
        String whole = null;
        String withoutContent = null;
        for (var session : byId.values()) {
            if (!session.owns(event.guildId()) || !asksFor(session, event)) continue;
            if (!visible(session.bot, event)) continue;
            if (event.name().equals("GUILD_CREATE") && event.guildId() != null) {
                world.guilds.find(event.guildId()).ifPresent(guild -> create(session, guild));
            } else if (mayRead(session, event)) {
                if (whole == null) whole = Json.text(event.data());
                session.dispatch(event.name(), whole);
            } else {
                if (withoutContent == null)
                    withoutContent = Json.text(withoutContent(event.data()));
                session.dispatch(event.name(), withoutContent);
            }
        }
    }

    /** A bot is told of its own membership whatever it asked for. */
    private static boolean asksFor(Session session, Event event) {
        return session.asksFor(event.intent())
                || (event.name().equals("GUILD_MEMBER_UPDATE")
                        && session.bot
                                .toString()
                                .equals(event.data().path("user").path("id").asText()));
    }

    private boolean visible(Snowflake bot, Event event) {
        if (event.onlyBot() != null) return event.onlyBot().equals(bot);
        if (event.guildId() != null && !told(bot, event.guildId(), event.name())) return false;
        if (event.channelId() == null) return true;
        var channel = world.channels.find(event.channelId());
        return channel.isPresent() && world.sees(bot, channel.get());
    }

    private boolean told(Snowflake bot, Snowflake guildId, String event) {
        var member = world.member(guildId, bot);
        var guild = world.guilds.find(guildId);
        if (member.isEmpty() || guild.isEmpty()) return false;
        var needed = PERMISSIONS.getOrDefault(event, 0L);
        if (needed == 0) return true;
        var roles = world.rolesFor(member.get());
        var held = Permissions.inGuild(guild.get(), member.get(), roles, world.now());
        return Permission.has(held, needed);
    }

    /** Its own messages, direct ones and those that mention it are always told whole. */
    private boolean mayRead(Session session, Event event) {
        if (!CONTENT.contains(event.name()) || event.guildId() == null) return true;
        if (session.asksFor(Intent.MESSAGE_CONTENT)) return true;
        var bot = session.bot.toString();
        if (bot.equals(event.data().path("author").path("id").asText())) return true;
        for (var mentioned : event.data().path("mentions")) {
            if (bot.equals(mentioned.path("id").asText())) return true;
        }
        return false;
    }

    private static ObjectNode withoutContent(ObjectNode message) {
        var redacted = message.deepCopy().put("content", "");
        redacted.putArray("embeds");
        redacted.putArray("attachments");
        redacted.putArray("components");
        return redacted;
    }
}
