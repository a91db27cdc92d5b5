package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.CommandIds;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells Discord which commands there are, once for every change. Bound to one thread. */
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

    /** Whether Discord has been told, and has taken the commands or refused them. */
    boolean isSettled() {
        return done || refused != null;
    }

    /** Tells Discord, unless it knows already or cannot be told yet. */
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
            case RestAnswer.Done(var listed) -> {
                ids.learn(listed);
                kept.keepPublished(application, hash);
                LOG.infof("told Discord of %d commands", commands.size());
                done = true;
            }
            case RestAnswer.Refused(var status, _, var message) when status >= TROUBLE ->
                    LOG.warnf("commands not yet published: HTTP %d, %s", status, message);
            case RestAnswer.Refused refusal -> {
                LOG.errorf("Discord does not take the commands: %s", refusal);
                refused = hash;
            }
            case RestAnswer.Unanswered(var why) -> LOG.warnf("commands not yet published: %s", why);
            case RestAnswer.Unsent(var why, _, _) ->
                    LOG.warnf("commands not yet published: %s", why);
        }
    }

    /** After a start or another gateway's change, whether Discord has what it was told. */
    private boolean isThere(String path, ArrayNode commands) {
        return switch (rest.send(RestCall.get(path))) {
            case RestAnswer.Done(var listed) -> {
                ids.learn(listed);
                yield names(listed).equals(names(commands));
            }
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ -> false;
        };
    }

    private static Set<String> names(JsonNode commands) {
        var names = new HashSet<String>();
        commands.forEach(command ->
                names.add(command.path("type").asInt(1) + " " + command.path("name").asText()));
        return names;
    }
}
