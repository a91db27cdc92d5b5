package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.RestResult;
import dev.holdfast.gateway.rendering.CommandIds;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes the commands to Discord, once for every change. Not thread-safe. */
@Singleton
final class CommandPublisher {

    private static final Logger LOG = Logger.getLogger("holdfast.catalog");

    /** From here on it is Discord's own, and another time may be better. */
    static final int TROUBLE = 500;

    private final DiscordConnection connection;
    private final DiscordRest rest;
    private final CatalogRecord kept;
    private final OperatorCommandPublisher operators;
    private final CommandIds ids;
    private volatile boolean done;
    private volatile @Nullable String refused;

    CommandPublisher(
            DiscordConnection connection,
            DiscordRest rest,
            CatalogRecord kept,
            OperatorCommandPublisher operators,
            CommandIds ids) {
        this.connection = connection;
        this.rest = rest;
        this.kept = kept;
        this.operators = operators;
        this.ids = ids;
    }

    /** Whether the commands were sent to Discord and accepted or refused. */
    boolean isSettled() {
        return done || refused != null;
    }

    /** Publishes the commands unless Discord has them or cannot be reached yet. */
    void publish(Catalog catalog) {
        connection
                .application()
                .ifPresent(application -> {
                    publish(application.id(), catalog);
                    operators.publish(application.id(), catalog);
                });
    }

    private void publish(String application, Catalog catalog) {
        var path = "/applications/" + application + "/commands";
        var commands = CommandShape.all(catalog);
        var hash = CatalogRecord.hash(commands.toString());
        if (hash.equals(refused)) {
            return;
        }
        var told = kept.published(application).filter(hash::equals).isPresent();
        var isKnown = done && ids.know(CommandIds.roots(commands).keySet());
        if (told && (isKnown || isThere(path, commands))) {
            done = true;
            return;
        }
        switch (rest.send(RestCall.put(path, commands))) {
            case RestResult.Done(var listed) -> {
                ids.learn(listed);
                kept.keepPublished(application, hash);
                LOG.infof("told Discord of %d commands", commands.size());
                done = true;
            }
            case RestResult.Refused(var status, _, var message) when status >= TROUBLE ->
                    LOG.warnf("commands not yet published: HTTP %d, %s", status, message);
            case RestResult.Refused refusal -> {
                LOG.errorf("Discord does not take the commands: %s", refusal);
                refused = hash;
            }
            case RestResult.Unanswered(var why) -> LOG.warnf("commands not yet published: %s", why);
            case RestResult.Unsent(var why, _, _) ->
                    LOG.warnf("commands not yet published: %s", why);
        }
    }

    /**
     * Checks after a start, or another gateway's change, whether Discord has the published
     * commands.
     */
    private boolean isThere(String path, ArrayNode commands) {
        return switch (rest.send(RestCall.get(path))) {
            case RestResult.Done(var listed) -> {
                ids.learn(listed);
                yield names(listed).equals(names(commands));
            }
            case RestResult.Refused _, RestResult.Unanswered _, RestResult.Unsent _ -> false;
        };
    }

    private static Set<String> names(JsonNode commands) {
        var names = new HashSet<String>();
        commands.forEach(command ->
                names.add(command.path("type").asInt(1) + " " + command.path("name").asText()));
        return names;
    }
}
