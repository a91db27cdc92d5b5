package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends away who was not there for days: who neither came nor wrote, and has no role but those that
 * are named.
 */
@Singleton
class PruneEndpoints implements EndpointGroup {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 30;
    private static final String PRUNE = "/guilds/{guild}/prune";

    private final World world;
    private final Moderation moderation;
    private final Authority authority;

    PruneEndpoints(World world, Moderation moderation, Authority authority) {
        this.world = world;
        this.moderation = moderation;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", PRUNE, this::count);
        routes.bot("POST", PRUNE, this::begin);
    }

    private static EndpointAnswer pruned(int count) {
        return EndpointAnswer.ok(Json.object().put("pruned", count));
    }

    private Guild guild(Call call) {
        return authority.in(call, Permission.MANAGE_GUILD | Permission.KICK_MEMBERS);
    }

    private EndpointAnswer count(Call call) {
        var asked = Json.object();
        for (var name : List.of("days", "include_roles")) {
            var text = call.query().get(name);
            if (text != null) asked.put(name, text);
        }
        var wanted = Wanted.read(Field.of(asked));
        return pruned(world.change(() -> idle(call, guild(call), wanted).size()));
    }

    private EndpointAnswer begin(Call call) {
        var form = call.form();
        var counts = form.get("compute_prune_count").flag(true);
        var wanted = Wanted.read(form);
        var gone =
                world.change(() -> {
                    var guild = guild(call);
                    var idle = idle(call, guild, wanted);
                    moderation.prune(guild, idle, wanted.days, call.by());
                    return idle.size();
                });
        if (counts) return pruned(gone);
        ObjectNode untold = Json.object().putNull("pruned");
        return EndpointAnswer.ok(untold);
    }

    /** Who would go: none as high as the bot, and no bot. */
    private List<Member> idle(Call call, Guild guild, Wanted wanted) {
        var since = world.now().minus(Duration.ofDays(wanted.days));
        var writers = writers(guild, since);
        return world.membersOf(guild.id()).stream()
                .filter(member -> member.joinedAt().isBefore(since))
                .filter(member -> !writers.contains(member.userId()))
                .filter(member -> wanted.roles.containsAll(member.roles()))
                .filter(member -> !world.users.find(member.userId()).orElseThrow().bot())
                .filter(member -> authority.isAbove(call, guild, member.userId()))
                .toList();
    }

    private Set<Snowflake> writers(Guild guild, Instant since) {
        var writers = new HashSet<Snowflake>();
        Stream.concat(world.channelsOf(guild.id()).stream(), world.threadsOf(guild.id()).stream())
                .map(channel -> world.messages.in(channel.id()))
                .flatMap(all -> all.tailMap(Snowflake.at(since), true).values().stream())
                .forEach(message -> writers.add(message.authorId()));
        return writers;
    }

    /** For how long nobody was seen, and which roles protect nobody. */
    private record Wanted(int days, Set<Snowflake> roles) {
        static Wanted read(Field form) {
            var days = form.get("days").integer(1, MOST_DAYS, USUAL_DAYS);
            var roles = form.get("include_roles");
            var ids = new HashSet<Snowflake>();
            if (roles.raw().isTextual()) {
                for (var id : roles.raw().asText().split(",", -1)) {
                    Snowflake.parse(id.strip()).ifPresent(ids::add);
                }
            } else {
                for (var each : roles.list(0, 100)) each.snowflake().ifPresent(ids::add);
            }
            form.refuseErrors();
            return new Wanted(days, ids);
        }
    }
}
