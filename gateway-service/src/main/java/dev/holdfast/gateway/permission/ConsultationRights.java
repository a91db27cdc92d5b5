package dev.holdfast.gateway.permission;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import jakarta.inject.Singleton;

/**
 * Checks that a consultation stays within what the member may do. The service is trusted about who
 * the member is, not about the permissions. Thread-safe.
 */
@Singleton
public final class ConsultationRights {

    private final MembershipCheck belonging;
    private final TypedRights rights;

    ConsultationRights(MembershipCheck belonging, TypedRights rights) {
        this.belonging = belonging;
        this.rights = rights;
    }

    /** The invocation with what Discord says of the member now. */
    public CallerCheck vouch(Invocation invocation) {
        if (invocation.guild().equals(GuildId.DIRECT)) {
            return new CallerCheck.For(invocation);
        }
        var vouched = belonging.of(invocation);
        return vouched instanceof CallerCheck.For(var member) ? inTheChannel(member) : vouched;
    }

    private CallerCheck inTheChannel(Invocation invocation) {
        var member = invocation.member();
        var asking =
                new TypedRights.Typist(
                        invocation.guild(),
                        invocation.channel(),
                        member.user(),
                        member.roles(),
                        false);
        return switch (rights.of(asking, invocation.path())) {
            case TypedRights.Right.Granted(var held) ->
                    new CallerCheck.For(
                            invocation.by(
                                    new Member(
                                            member.user(), member.name(), member.roles(), held)));
            case TypedRights.Right.Closed() -> new CallerCheck.Restrained();
            case TypedRights.Right.Unknown() -> new CallerCheck.Unknown();
        };
    }
}
