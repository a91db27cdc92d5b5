package dev.holdfast.gateway.guild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The guilds of the bot as Discord's events describe them: roles, channels and names, no members.
 * Thread-safe.
 */
@Singleton
public final class Guilds implements EventListener {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ATTEMPTS = 3;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOST_CHANNELS = 100_000;

    private final DiscordRest rest;
    private final GuildCache<Guild> guilds = new GuildCache<>(System::nanoTime);
    private final ConcurrentMap<Long, Long> guildOf = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    Guilds(DiscordRest rest) {
        this.rest = rest;
    }

    /** The guild as events tell of it; empty where nobody has told this gateway lately. */
    public Optional<Guild> find(GuildId guild) {
        return guilds.find(guild.value());
    }

    /** The guild as Discord tells of it when it is asked, without its channels. */
    public Optional<Guild> ask(GuildId guild) {
        var path = "/guilds/" + guild;
        return answer(path)
                .flatMap(json ->
                        answer(path + "/members/" + rest.self())
                                .map(member ->
                                        GuildReader.guild(json, rest.self())
                                                .with(GuildReader.self(member, rest.self()))));
    }

    /** Where the channel is, as the guild sees it. */
    public ChannelPlace place(GuildId guild, ChannelId channel) {
        return place(guild, channel, Urgency.URGENT);
    }

    /** The same, asked as urgently as it is waited for. */
    public ChannelPlace place(GuildId guild, ChannelId channel, Urgency urgency) {
        var known = find(guild).filter(each -> each.channels().containsKey(channel.value()));
        var owner = Optional.ofNullable(guildOf.get(channel.value()));
        if (known.isPresent()) {
            return ChannelPlace.HERE;
        }
        return owner.isPresent() ? of(owner.get(), guild) : asked(guild, channel, urgency);
    }

    private static ChannelPlace of(long owner, GuildId guild) {
        return owner == guild.value() ? ChannelPlace.HERE : ChannelPlace.ELSEWHERE;
    }

    private ChannelPlace asked(GuildId guild, ChannelId channel, Urgency urgency) {
        var call = RestCall.get("/channels/" + channel).in(guild).as(urgency);
        return switch (rest.send(call, PATIENCE)) {
            case RestAnswer.Done(var json) -> of(learn(channel.value(), json), guild);
            case RestAnswer.Refused(var status, _, _)
                    when status == FORBIDDEN || status == NOT_FOUND ->
                    ChannelPlace.NOWHERE;
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    ChannelPlace.UNKNOWN;
        };
    }

    /** Whether Discord says that the bot finds no such channel; false where it does not say. */
    boolean isGone(GuildId guild, ChannelId channel) {
        var isKnown =
                find(guild).filter(it -> it.channels().containsKey(channel.value())).isPresent();
        return !isKnown && asked(guild, channel, Urgency.URGENT) == ChannelPlace.NOWHERE;
    }

    /** Asks for a channel and learns it; which guild's it is. */
    private Optional<Long> look(long channel) {
        return answer("/channels/" + channel).map(json -> learn(channel, json));
    }

    /** A channel never changes its guild. */
    private long learn(long channel, JsonNode json) {
        var guild = json.path("guild_id").asLong();
        guilds.change(guild, known -> known.with(GuildReader.channel(json)));
        if (guildOf.size() >= MOST_CHANNELS) {
            guildOf.clear();
        }
        guildOf.put(channel, guild);
        return guild;
    }

    private Optional<JsonNode> answer(String path) {
        return switch (rest.send(RestCall.get(path), PATIENCE)) {
            case RestAnswer.Done(var json) -> Optional.of(json);
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    Optional.empty();
        };
    }

    /** What the member may do in the channel; empty where the guild is not known (yet). */
    public Optional<Permissions> permissions(
            GuildId guild, ChannelId channel, UserId user, List<RoleId> roles) {
        return with(guild, channel)
                .flatMap(known ->
                        known.governing(channel.value())
                                .map(place ->
                                        MemberPermissions.of(
                                                known, place, user.value(), values(roles))));
    }

    /** What the bot may do there; empty where the guild or the channel is not known (yet). */
    public Optional<ReplyPermissions> voice(GuildId guild, ChannelId channel) {
        if (guild.equals(GuildId.DIRECT)) {
            return Optional.of(ReplyPermissions.FREE);
        }
        return with(guild, channel)
                .flatMap(known ->
                        known.ownPermissions(channel.value())
                                .map(held ->
                                        ReplyPermissions.of(
                                                held, known.isThread(channel.value()))));
    }

    /** The guild and that channel of it; empty where it has none, or Discord does not say. */
    Optional<Guild> with(GuildId guild, ChannelId channel) {
        return known(guild.value()).flatMap(known -> withChannel(known, channel.value()));
    }

    public Optional<String> roleName(GuildId guild, RoleId role) {
        return known(guild.value())
                .flatMap(known -> known.role(role.value()))
                .map(Guild.Role::name);
    }

    public Optional<String> channelName(GuildId guild, ChannelId channel) {
        return known(guild.value())
                .flatMap(known -> Optional.ofNullable(known.channels().get(channel.value())))
                .map(Guild.Channel::name);
    }

    /** How many guilds the bot is in. */
    public int count() {
        return guilds.size();
    }

    /**
     * What the member may do in the whole guild, by roles alone; empty where the guild is not known
     * (yet).
     */
    public Optional<Permissions> serverWide(GuildId guild, UserId user, List<RoleId> roles) {
        return known(guild.value())
                .map(known -> MemberPermissions.of(known, user.value(), values(roles)));
    }

    /** The channel, or the one that a thread belongs to; empty where it is not known. */
    public Optional<ChannelId> governing(GuildId guild, ChannelId channel) {
        return with(guild, channel)
                .flatMap(known -> known.governing(channel.value()))
                .map(place -> new ChannelId(place.id()));
    }

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "READY" -> take(shard(data));
            case "GUILD_CREATE" -> created(data);
            case "GUILD_UPDATE" -> change(data, "id", guild -> GuildReader.updated(guild, data));
            case "GUILD_DELETE" -> deleted(data);
            case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE" ->
                    change(data, guild -> guild.with(GuildReader.role(data.path("role"))));
            case "GUILD_ROLE_DELETE" ->
                    change(data, guild -> guild.withoutRole(data.path("role_id").asLong()));
            case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE" ->
                    change(data, guild -> guild.with(GuildReader.channel(data)));
            case "GUILD_MEMBER_UPDATE" -> memberChanged(data);
            case "CHANNEL_DELETE", "THREAD_DELETE" ->
                    change(data, guild -> guild.withoutChannel(data.path("id").asLong()));
            default -> {
                // Nothing that decides over permissions.
            }
        }
    }

    private void created(JsonNode data) {
        if (!data.path("unavailable").asBoolean()) {
            var guild = GuildReader.guild(data, rest.self());
            guilds.told(guild.id(), guild);
        }
    }

    /** A guild that is unavailable has not been left. */
    private void deleted(JsonNode data) {
        if (!data.path("unavailable").asBoolean()) {
            guilds.remove(data.path("id").asLong());
        }
    }

    private void memberChanged(JsonNode member) {
        if (member.path("user").path("id").asLong() == rest.self()) {
            change(member, guild -> guild.with(GuildReader.self(member, rest.self())));
        }
    }

    /** Which shard a session is of, as READY tells. */
    public static Shard shard(JsonNode ready) {
        var shard = ready.path("shard");
        return new Shard(shard.path(0).asInt(), shard.path(1).asInt(1));
    }

    @Override
    public void take(Shard shard) {
        changes.incrementAndGet();
        guilds.begin(shard);
    }

    /** Another gateway hears from now on what changes there. */
    @Override
    public void leave(Shard shard) {
        guilds.end(shard);
    }

    /**
     * A session that began at another gateway told its guilds there, so one that is not known here
     * is asked for. What changes between the question and the answer makes it asked again.
     */
    private Optional<Guild> known(long id) {
        return id == GuildId.DIRECT.value()
                ? Optional.empty()
                : guilds.findOr(id, () -> settled(id));
    }

    private Optional<Guild> settled(long id) {
        for (var attempt = 1; ; attempt++) {
            var before = changes.get();
            var asked = asked(id);
            if (asked.isEmpty() || changes.get() == before || attempt == MOST_ATTEMPTS) {
                return asked;
            }
        }
    }

    private Optional<Guild> asked(long id) {
        return ask(new GuildId(id))
                .flatMap(guild ->
                        answer("/guilds/" + id + "/channels")
                                .map(GuildReader::channels)
                                .map(guild::withAll));
    }

    private void change(JsonNode data, UnaryOperator<Guild> change) {
        change(data, "guild_id", change);
    }

    private void change(JsonNode data, String id, UnaryOperator<Guild> change) {
        changes.incrementAndGet();
        guilds.change(data.path(id).asLong(), change);
    }

    /** An archived thread is told of by no event, so it is asked for. */
    private Optional<Guild> withChannel(Guild guild, long channel) {
        return guild.channels().containsKey(channel)
                ? Optional.of(guild)
                : look(channel)
                        .filter(owner -> owner == guild.id())
                        .flatMap(_ -> guilds.find(guild.id()));
    }

    private static List<Long> values(List<RoleId> roles) {
        return roles.stream().map(RoleId::value).toList();
    }
}
