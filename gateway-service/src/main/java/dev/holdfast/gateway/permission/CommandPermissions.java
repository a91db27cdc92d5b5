package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.guild.GuildCache;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.shard.Shard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What servers' admins set about the app's commands in Integrations: asked for before the first
 * typed command of a guild, and kept up by Discord's event. Safe for any thread.
 */
@Singleton
final class CommandPermissions implements EventListener {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    private static final int MOST_ATTEMPTS = 3;

    private final DiscordConnection connection;
    private final DiscordRest rest;
    private final CommandNames ids;
    private final GuildCache<GuildRules> rules = new GuildCache<>(System::nanoTime);
    private final AtomicLong changes = new AtomicLong();

    CommandPermissions(DiscordConnection connection, DiscordRest rest, CommandNames ids) {
        this.connection = connection;
        this.rest = rest;
        this.ids = ids;
    }

    /**
     * Whether the server's settings allow the command.
     *
     * @param root the first word of its path, which is what Discord has settings for
     * @return empty where they are not known (yet)
     */
    Optional<Boolean> allow(String root, GuildRules.Asked asked) {
        var application = connection.application().map(known -> Long.parseLong(known.id()));
        return application.flatMap(app ->
                rules.findOr(asked.guild(), () -> settled(app, asked.guild()))
                        .flatMap(known -> allow(app, root, known, asked)));
    }

    private Optional<Boolean> allow(
            long application, String root, GuildRules known, GuildRules.Asked asked) {
        var set = known.commands(application);
        return ids.names(application, asked.guild(), set)
                .map(names -> {
                    var meant = set.stream().filter(id -> root.equals(names.get(id))).toList();
                    return known.allow(application, meant, asked);
                });
    }

    /** What is set between the question and the answer makes it asked again. */
    private Optional<GuildRules> settled(long application, long guild) {
        for (var attempt = 1; ; attempt++) {
            var before = changes.get();
            var answer = ask(application, guild);
            if (answer.isEmpty() || changes.get() == before || attempt == MOST_ATTEMPTS) {
                return answer;
            }
        }
    }

    /** Where the app was added without commands, Discord has no settings for them. */
    private Optional<GuildRules> ask(long application, long guild) {
        var path = "/applications/%d/guilds/%d/commands/permissions".formatted(application, guild);
        return switch (rest.send(RestCall.get(path), PATIENCE)) {
            case RestAnswer.Done(var list) -> Optional.of(GuildRules.of(list));
            case RestAnswer.Refused(var status, _, _)
                    when status == FORBIDDEN || status == UNKNOWN ->
                    Optional.of(new GuildRules(Map.of()));
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    Optional.empty();
        };
    }

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "READY" -> take(Guilds.shard(data));
            case "APPLICATION_COMMAND_PERMISSIONS_UPDATE" -> changed(data);
            case "GUILD_CREATE", "GUILD_DELETE" -> forget(data.path("id").asLong());
            default -> {
                // Nothing that is set in Integrations.
            }
        }
    }

    private void changed(JsonNode data) {
        changes.incrementAndGet();
        var id = data.path("id").asLong();
        var set = CommandRules.of(data.path("permissions"));
        rules.change(data.path("guild_id").asLong(), known -> known.with(id, set));
    }

    private void forget(long guild) {
        changes.incrementAndGet();
        rules.remove(guild);
    }

    @Override
    public void take(Shard shard) {
        changes.incrementAndGet();
        rules.begin(shard);
    }

    @Override
    public void leave(Shard shard) {
        rules.end(shard);
    }
}
