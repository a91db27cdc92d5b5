package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.MemberListener;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.verification.VerificationListener;
import dev.holdfast.roles.verification.Verifications;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Notices who arrives and who leaves. Somebody has arrived when they have accepted the guild's
 * rules and, where it wants that, are verified. Bots have at once.
 */
@Singleton
record Arrivals(Members members, Verifications verifications, ArrivalRoles roles, Timers timers)
        implements MemberListener, VerificationListener, TimerHandler {

    /** Who is seen for the first time so long after joining has been here before us. */
    private static final Duration RECENT = Duration.ofDays(7);

    @Override
    public void changed(
            Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work) {
        if (after.isEmpty()) {
            before.ifPresent(left -> roles.left(work, left));
            return;
        }
        var member = after.get();
        if (!isThrough(member, work)) {
            return;
        }
        if (before.isPresent()) {
            if (before.get().pending() && !member.pending()) {
                arrived(member, true, work);
            }
            return;
        }
        if (isRecent(member, work.now())) {
            arrived(member, isAfter(member, ArrivalStore.since(work, member.bot())), work);
        }
    }

    @Override
    public void changed(UserId user, boolean verified, UnitOfWork work) {
        if (verified) {
            members.find(work, user)
                    .filter(member -> isThrough(member, work))
                    .ifPresent(member -> arrived(member, true, work));
        }
    }

    private static boolean isRecent(MemberState member, Instant now) {
        return isAfter(member, Optional.of(now.minus(RECENT)));
    }

    private static boolean isAfter(MemberState member, Optional<Instant> instant) {
        var joined = member.joined();
        return joined != null && instant.filter(joined::isAfter).isPresent();
    }

    private boolean isThrough(MemberState member, UnitOfWork work) {
        return member.bot() || (!member.pending() && isVerified(member.user(), work));
    }

    private boolean isVerified(UserId user, UnitOfWork work) {
        return !verifications.required(work) || verifications.verified(work, user).orElse(false);
    }

    /**
     * Somebody is in now.
     *
     * @param automatic whether newcomers' roles are theirs; not of who joined before there were any
     */
    private void arrived(MemberState member, boolean automatic, UnitOfWork work) {
        roles.giveBack(work, member);
        if (!automatic || ArrivalStore.roles(work, member.bot()).isEmpty()) {
            return;
        }
        var delay = work.settings(SelfroleSettings.KEY).autoroleDelay();
        if (member.bot() || delay.isZero()) {
            roles.give(work, member);
            return;
        }
        var subject = member.user().toString();
        timers.cancel(work, name(), subject);
        timers.schedule(
                work, new Timer(name(), subject, work.now().plus(delay), generation(member), ""));
    }

    @Override
    public String name() {
        return "autorole";
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    /** Who left meanwhile, or came again since, is another arrival. */
    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        var member = members.find(work, UserId.of(subject));
        return member.isPresent()
                ? OptionalLong.of(generation(member.get()))
                : OptionalLong.empty();
    }

    private static long generation(MemberState member) {
        var joined = member.joined();
        return joined == null ? 0 : joined.getEpochSecond();
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        members.find(work, UserId.of(firing.timer().subject()))
                .filter(member -> isThrough(member, work))
                .ifPresent(member -> roles.give(work, member));
    }
}
