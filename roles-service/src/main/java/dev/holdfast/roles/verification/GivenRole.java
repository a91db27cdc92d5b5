package dev.holdfast.roles.verification;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Whether the role for verified members can be given still: it may be gone, or have got power since
 * it was set up. The admins are told then, and nothing is lost.
 */
@Singleton
record GivenRole(Members members, GrantChecks grants, GrantWords words, Alerts alerts) {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** Why not; empty: it can. */
    Optional<Reply> refuse(Invocation invocation, UnitOfWork work, RoleId role) {
        var power = grants.unapproved(work, role);
        if (members.role(work, role).filter(KnownRole::deleted).isPresent()) {
            return refused(invocation, work, role, TEXTS.english("role.gone"));
        }
        if (!power.equals(Permissions.NONE)) {
            return refused(
                    invocation,
                    work,
                    role,
                    TEXTS.english("role.power", role, GrantWords.titles(power)));
        }
        return Optional.empty();
    }

    /** Why the asker cannot have it given by hand; empty: they can. */
    Optional<Reply> refuseByHand(Invocation invocation, UnitOfWork work, RoleId role) {
        return switch (grants.check(work, invocation.member(), role, null)) {
            case GrantDecision.Allowed _ -> Optional.empty();
            case GrantDecision.Refused refused ->
                    Optional.of(Reply.refuse(words.refusal(invocation, refused)));
            case GrantDecision.NeedsName(_, _, var dangerous) ->
                    Optional.of(
                            Reply.refuse(
                                    TEXTS.say(
                                            invocation,
                                            "setup.dangerous",
                                            role,
                                            GrantWords.titles(dangerous))));
        };
    }

    private Optional<Reply> refused(
            Invocation invocation, UnitOfWork work, RoleId role, String told) {
        var alert = new Alert("verification.role", role.toString(), told);
        work.ifRefused(refusal -> alerts.guild(refusal, alert));
        return Optional.of(Reply.refuse(TEXTS.say(invocation, "role.paused")));
    }
}
