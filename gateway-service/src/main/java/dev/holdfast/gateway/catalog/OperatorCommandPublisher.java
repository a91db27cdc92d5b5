package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.CommandIds;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Lists the operators' commands in their own guilds, and nowhere else. A guild that is no longer
 * named has them taken away once after a start, so that two gateways with different settings, as in
 * a rolling restart, do not undo each other's work. Bound to one thread.
 */
@Singleton
final class OperatorCommandPublisher {

    private static final Logger LOG = Logger.getLogger("holdfast.catalog");
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(2);

    private final OperatorGuilds guilds;
    private final DiscordRest rest;
    private final CatalogRecord kept;
    private final CommandIds ids;
    private final Clock clock;
    private final Map<GuildId, String> told = new HashMap<>();
    private final Map<GuildId, Instant> refusedUntil = new HashMap<>();
    private boolean isCleared;

    OperatorCommandPublisher(
            OperatorGuilds guilds,
            DiscordRest rest,
            CatalogRecord kept,
            CommandIds ids,
            Clock clock) {
        this.guilds = guilds;
        this.rest = rest;
        this.kept = kept;
        this.ids = ids;
        this.clock = clock;
    }

    void publish(String application, Catalog catalog) {
        var commands = CommandShape.operators(catalog);
        var hash = CatalogRecord.hash(commands.toString());
        for (var guild : guilds.ids()) {
            var resting = refusedUntil.getOrDefault(guild, Instant.MIN);
            if (!hash.equals(told.get(guild)) && clock.instant().isAfter(resting)) {
                tell(application, guild, commands, hash);
            }
        }
        if (!isCleared) {
            isCleared = clear(application);
        }
    }

    private void tell(String application, GuildId guild, ArrayNode commands, String hash) {
        switch (rest.send(RestCall.put(path(application, guild), commands))) {
            case RestAnswer.Done(var listed) -> {
                ids.learn(guild, listed);
                kept.keepOperatorGuild(application, guild, hash);
                told.put(guild, hash);
                LOG.infof("listed %d operators' commands in guild %s", commands.size(), guild);
            }
            case RestAnswer.Refused refused -> {
                refusedUntil.put(guild, clock.instant().plus(AFTER_REFUSAL));
                LOG.warnf(
                        "operators' commands are not listed in guild %s: %s. Is the bot there?",
                        guild, refused);
            }
            case RestAnswer.Unanswered(var why) -> later(guild, why);
            case RestAnswer.Unsent(var why, _, _) -> later(guild, why);
        }
    }

    private static void later(GuildId guild, String why) {
        LOG.warnf("operators' commands not yet listed in guild %s: %s", guild, why);
    }

    /** Whether no guild that is not named has them any more. */
    private boolean clear(String application) {
        var isDone = true;
        for (var guild : kept.operatorGuilds(application)) {
            if (!guilds.ids().contains(guild)) {
                isDone &= take(application, guild);
            }
        }
        return isDone;
    }

    /** Discord itself forgets a guild's commands when the bot leaves it. */
    private boolean take(String application, GuildId guild) {
        var nothing = JsonNodeFactory.instance.arrayNode();
        return switch (rest.send(RestCall.put(path(application, guild), nothing))) {
            case RestAnswer.Done _ -> {
                kept.dropOperatorGuild(application, guild);
                LOG.infof("operators' commands are no longer listed in guild %s", guild);
                yield true;
            }
            case RestAnswer.Refused(var status, _, _) when status < CommandPublisher.TROUBLE -> {
                kept.dropOperatorGuild(application, guild);
                yield true;
            }
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ -> false;
        };
    }

    private static String path(String application, GuildId guild) {
        return "/applications/%s/guilds/%s/commands".formatted(application, guild);
    }
}
