package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server's admins set about commands, by the command's id; the app's own id stands for all
 * of them. Immutable.
 */
record GuildRules(Map<Long, CommandRules> byId) {

    GuildRules {
        byId = Map.copyOf(byId);
    }

    /** Reads Discord's list. */
    static GuildRules of(JsonNode list) {
        var byId = new HashMap<Long, CommandRules>();
        for (var each : list) {
            byId.put(each.path("id").asLong(), CommandRules.of(each.path("permissions")));
        }
        return new GuildRules(byId);
    }

    /** With what was just set about one of them. */
    GuildRules with(long id, CommandRules rules) {
        var changed = new HashMap<>(byId);
        changed.put(id, rules);
        return new GuildRules(changed);
    }

    /** The commands that something was set about. */
    Set<Long> commands(long application) {
        return byId.keySet().stream()
                .filter(id -> id != application)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether they allow it. What was set about the command overrides what was set about the app,
     * as far as it says something; what nothing was set about is open.
     *
     * @param commands the ids under which Discord has the command here
     */
    boolean allow(long application, Collection<Long> commands, Asked asked) {
        var levels =
                List.of(
                        commands.stream()
                                .map(byId::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(CommandRules.NONE),
                        byId.getOrDefault(application, CommandRules.NONE));
        var isOpenHere =
                levels.stream()
                        .flatMap(rules -> rules.in(asked.guild(), asked.channel()).stream())
                        .findFirst()
                        .orElse(true);
        var isOpenToMember =
                levels.stream()
                        .flatMap(rules ->
                                rules.by(asked.guild(), asked.user(), asked.roles()).stream())
                        .findFirst()
                        .orElse(true);
        return isOpenHere && isOpenToMember;
    }

    /**
     * Who wants to use it where.
     *
     * @param channel or the one that a thread belongs to
     */
    record Asked(long guild, long channel, long user, Collection<Long> roles) {

        Asked {
            roles = List.copyOf(roles);
        }
    }
}
