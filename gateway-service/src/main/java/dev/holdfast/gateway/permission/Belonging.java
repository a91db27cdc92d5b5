package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether somebody who uses a control in direct messages still belongs to the server that these
 * belong to, and what they may do there. Discord says nothing of it along with the interaction, and
 * is asked each time: nobody tells this gateway who has left. Safe for any thread.
 */
@Singleton
record Belonging(Guilds guilds, DiscordRest rest, Clock clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Permissions ADMINISTRATOR = Permissions.of(Permission.ADMINISTRATOR);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** An error without a code of Discord's is somebody else's, on the way there. */
    Vouched of(Invocation invocation) {
        var guild = invocation.guild();
        var path = "/guilds/%s/members/%s".formatted(guild, invocation.user());
        return switch (rest.send(Call.get(path).in(guild).as(Urgency.URGENT), PATIENCE)) {
            case Answer.Done(var json) -> member(invocation, json);
            case Answer.Refused(var status, var code, _)
                    when (status == NOT_FOUND || status == FORBIDDEN) && code != 0 ->
                    new Vouched.Outside();
            case Answer.Refused _, Answer.Unanswered _, Answer.Unsent _ -> new Vouched.Unknown();
        };
    }

    private Vouched member(Invocation invocation, JsonNode json) {
        var asked = invocation.member();
        var roles = roles(json);
        var held = guilds.serverWide(invocation.guild(), asked.user(), roles);
        if (held.isEmpty()) {
            return new Vouched.Unknown();
        }
        if (isRestrained(json) && !held.get().allows(ADMINISTRATOR)) {
            return new Vouched.Restrained();
        }
        var name = json.path("nick").asText("");
        return new Vouched.For(
                invocation.by(
                        new Member(
                                asked.user(),
                                name.isEmpty() ? asked.name() : name,
                                roles,
                                held.get())));
    }

    private boolean isRestrained(JsonNode member) {
        var until = member.path("communication_disabled_until").textValue();
        return member.path("pending").asBoolean()
                || (until != null
                        && OffsetDateTime.parse(until).toInstant().isAfter(clock.instant()));
    }

    private static List<RoleId> roles(JsonNode member) {
        var roles = new ArrayList<RoleId>();
        member.path("roles").forEach(role -> roles.add(RoleId.of(role.asText())));
        return roles;
    }
}
