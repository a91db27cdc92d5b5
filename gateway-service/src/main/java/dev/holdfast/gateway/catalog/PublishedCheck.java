package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.RestResult;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Discord lists the commands, subcommands and options of the catalog, and no others. */
@Singleton
final class PublishedCheck implements ServiceCheck {

    private static final String CHAT_INPUT = "1";
    private static final int MOST_NAMED = 10;

    private final DiscordConnection connection;
    private final DiscordRest rest;
    private final CatalogUpdater catalogs;
    private final CommandPublisher publisher;

    PublishedCheck(
            DiscordConnection connection,
            DiscordRest rest,
            CatalogUpdater catalogs,
            CommandPublisher publisher) {
        this.connection = connection;
        this.rest = rest;
        this.catalogs = catalogs;
        this.publisher = publisher;
    }

    @Override
    public String name() {
        return "discord-lists-the-catalog";
    }

    @Override
    public Finding check() {
        var application = connection.application();
        if (application.isEmpty() || !publisher.isSettled()) {
            return new Finding.Unchecked("the commands are not published yet");
        }
        var path = "/applications/" + application.get().id() + "/commands";
        return switch (rest.send(RestCall.get(path))) {
            case RestResult.Done(var listed) ->
                    compare(listed, CommandShape.all(catalogs.current()));
            case RestResult.Refused(var status, _, var message) ->
                    new Finding.Unchecked(
                            "Discord did not tell: HTTP %d, %s".formatted(status, message));
            case RestResult.Unanswered(var why) -> new Finding.Unchecked("Discord: " + why);
            case RestResult.Unsent(var why, _, _) -> new Finding.Unchecked("Discord: " + why);
        };
    }

    /** By name: Discord writes other parts in its own way. */
    static Finding compare(JsonNode listed, JsonNode wanted) {
        var there = names(listed);
        var ours = names(wanted);
        var faults = new ArrayList<String>();
        if (!there.containsAll(ours)) {
            faults.add("Discord lacks " + without(ours, there));
        }
        if (!ours.containsAll(there)) {
            faults.add("Discord still lists " + without(there, ours));
        }
        return faults.isEmpty()
                ? new Finding.Sound(ours.size())
                : new Finding.Broken(String.join("; ", faults));
    }

    private static String without(SortedSet<String> all, Set<String> others) {
        var left = all.stream().filter(name -> !others.contains(name)).toList();
        var some = String.join(", ", left.subList(0, Math.min(left.size(), MOST_NAMED)));
        return left.size() > MOST_NAMED
                ? "%s and %d more".formatted(some, left.size() - MOST_NAMED)
                : some;
    }

    private static SortedSet<String> names(JsonNode commands) {
        var names = new TreeSet<String>();
        for (var command : commands) {
            var type = command.path("type").asText(CHAT_INPUT);
            var start = CHAT_INPUT.equals(type) ? "/" : "menu %s: ".formatted(type);
            collect(start, command, names);
        }
        return names;
    }

    private static void collect(String before, JsonNode node, Set<String> names) {
        var name = before + node.path("name").asText();
        names.add(name);
        node.path("options").forEach(option -> collect(name + " ", option, names));
    }
}
