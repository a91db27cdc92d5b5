package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.ClaimSource;
import dev.holdfast.roles.assignment.OnForget;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What verification says about somebody's role. */
@Singleton
final class VerificationSource implements ClaimSource {

    private final Texts texts = Texts.of(VerificationFeature.NAME);

    @Override
    public String feature() {
        return VerificationFeature.NAME;
    }

    @Override
    public List<String> explain(UserId user, RoleId role, Invocation invocation, UnitOfWork work) {
        var lines = new ArrayList<String>();
        var setup = SetupStore.find(work);
        var verified = VerifiedStore.find(work, user).filter(it -> it.role().equals(role));
        if (verified.isPresent()) {
            lines.add(
                    texts.say(
                            invocation,
                            "why.verified",
                            texts.say(invocation, "why.how." + verified.get().how().word()),
                            DiscordTime.relative(verified.get().at())));
        } else if (setup.filter(Setup::active).filter(it -> it.role().equals(role)).isPresent()) {
            lines.add(texts.say(invocation, "why.not", setup.get().channel()));
        }
        var isQuarantine = setup.filter(it -> role.equals(it.quarantine())).isPresent();
        if (isQuarantine && JoinStore.isHeld(work, user)) {
            lines.add(texts.say(invocation, "why.raid"));
        }
        return lines;
    }

    /** The quarantine role stays while the gate holds them, and goes when it does not. */
    @Override
    public OnForget onForget(StandingClaim claim, UnitOfWork work) {
        if (!claim.source().equals(RaidGate.QUARANTINE)) {
            return ClaimSource.super.onForget(claim, work);
        }
        return JoinStore.isHeld(work, claim.user()) ? OnForget.STAND : OnForget.TAKE_ROLE;
    }
}
