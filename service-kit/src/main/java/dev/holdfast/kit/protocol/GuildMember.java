package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member as Discord tells of them.
 *
 * @param name as others see it in the guild
 * @param roles without everyone's
 * @param joined {@code null}: Discord does not say
 * @param pending whether they have yet to accept the guild's rules
 * @param boostingSince {@code null}: they do not boost
 * @param silencedUntil {@code null}: they may write; it may be over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuildMember(
        UserId user,
        String name,
        boolean bot,
        List<RoleId> roles,
        @Nullable Instant joined,
        boolean pending,
        @Nullable Instant boostingSince,
        @Nullable Instant silencedUntil) {

    public GuildMember {
        Required.field("user", user);
        Required.field("name", name);
        Required.field("roles", roles);
        roles = List.copyOf(roles);
    }
}
