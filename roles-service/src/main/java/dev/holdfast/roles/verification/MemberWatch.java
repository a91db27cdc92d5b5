package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.MemberChange;
import dev.holdfast.roles.assignment.MemberListener;
import dev.holdfast.roles.assignment.MemberState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Hears who joins, leaves and returns. */
@Singleton
record MemberWatch(RaidGate gate, Verifier verifier) implements MemberListener {

    @Override
    public void changed(
            Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work) {
        var user = after.or(() -> before).map(MemberState::user);
        user.ifPresent(it -> changed(List.of(new MemberChange(it, before, after)), work));
    }

    @Override
    public void changed(List<MemberChange> changes, UnitOfWork work) {
        var left =
                changes.stream()
                        .filter(it -> it.after().isEmpty())
                        .map(MemberChange::user)
                        .toList();
        if (!left.isEmpty()) {
            VerifiedStore.left(work, left);
        }
        var came =
                changes.stream()
                        .filter(it -> it.before().isEmpty())
                        .flatMap(it -> it.after().stream())
                        .toList();
        if (came.isEmpty()) {
            return;
        }
        returned(work, came.stream().map(MemberState::user).toList());
        SetupStore.find(work)
                .filter(Setup::active)
                .ifPresent(setup -> gate.joined(work, setup, came));
    }

    /** Who was away for too long verifies again, unless they were verified by hand. */
    private void returned(UnitOfWork work, List<UserId> users) {
        var longest = work.settings(VerificationSettings.KEY).stayVerified();
        for (var verified : VerifiedStore.away(work, users)) {
            var left = verified.left();
            var isLong = left != null && left.plus(longest).isBefore(work.now());
            if (isLong && verified.how() != VerificationMethod.HAND) {
                verifier.revoke(work, verified, "because.away");
            } else {
                VerifiedStore.returned(work, verified.user());
            }
        }
    }
}
