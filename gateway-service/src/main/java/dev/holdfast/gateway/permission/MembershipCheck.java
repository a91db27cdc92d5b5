package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
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
record MembershipCheck(Guilds guilds, DiscordRest rest, Clock clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Permissions ADMINISTRATOR = Permissions.of(Permission.ADMINISTRATOR);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** An error without a code of Discord's is somebody else's, on the way there. */
    CallerCheck of(Invocation invocation) {
        var guild = invocation.guild();
        var path = "/guilds/%s/members/%s".formatted(guild, invocation.user());
        return switch (rest.send(RestCall.get(path).in(guild).as(Urgency.URGENT), PATIENCE)) {
            case RestAnswer.Done(var json) -> member(invocation, json);
            case RestAnswer.Refused(var status, var code, _)
                    when (status == NOT_FOUND || status == FORBIDDEN) && code != 0 ->
                    new CallerCheck.Outside();
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    new CallerCheck.Unknown();
        };
    }

    private CallerCheck member(Invocation invocation, JsonNode json) {
        var asked = invocation.member();
        var roles = roles(json);
        var held = guilds.serverWide(invocation.guild(), asked.user(), roles);
        if (held.isEmpty()) {
            return new CallerCheck.Unknown();
        }
        if (isRestrained(json) && !held.get().allows(ADMINISTRATOR)) {
            return new CallerCheck.Restrained();
        }
        var name = json.path("nick").asText("");
        return new CallerCheck.For(
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
