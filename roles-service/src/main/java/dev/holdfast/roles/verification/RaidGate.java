package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.Source;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes when too many join within a minute: those who came with them wait, with the quarantine
 * role where there is one, and invites are paused. It opens when it has been quiet for a while, or
 * when a moderator says so. Nobody is kicked or banned by it, and nobody who is verified is held.
 */
@Singleton
record RaidGate(Assignments assignments, Effects effects, Timers timers, RaidCard card) {

    static final Source QUARANTINE = new Source(VerificationFeature.NAME, "quarantine");

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Who is heard of later joined while we were away. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** Discord pauses invites for so long at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private static final Duration RENEWED = Duration.ofHours(12);

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** They joined. May be heard twice, and after an outage in any order. */
    void joined(UnitOfWork work, Setup setup, List<MemberState> came) {
        var recent = new ArrayList<Instant>();
        for (var member : came) {
            var joined = member.joined();
            if (joined != null && !member.bot() && !joined.isBefore(work.now().minus(RECENT))) {
                JoinStore.put(work, member.user(), joined);
                recent.add(joined);
            }
        }
        recent.stream().sorted().distinct().forEach(it -> joined(work, setup, it));
        JoinStore.prune(work, RECENT);
    }

    private void joined(UnitOfWork work, Setup setup, Instant joined) {
        var settings = work.settings(VerificationSettings.KEY);
        var many = JoinStore.count(work, joined, WINDOW);
        var tooMany = settings.raidGate() && many > settings.raidJoins();
        var gate = RaidStore.find(work).filter(RaidStore.Gate::closed);
        if (gate.isPresent()) {
            hold(work, setup, gate.get().generation(), joined.minusMillis(1));
            if (tooMany) {
                RaidStore.busy(work);
            }
        } else if (tooMany) {
            close(work, setup, joined.minus(WINDOW), false);
        }
    }

    /**
     * Closes it, unless it is closed.
     *
     * @param since who joined later is held back
     * @param kept whether it stays closed until somebody ends it
     * @return whether it was open
     */
    boolean close(UnitOfWork work, Setup setup, Instant since, boolean kept) {
        var generation = RaidStore.close(work, kept);
        if (generation.isEmpty()) {
            return false;
        }
        var held = hold(work, setup, generation.getAsLong(), since);
        pauseInvites(work, generation.getAsLong());
        lookAgain(work, RaidStore.find(work).orElseThrow());
        card.post(work, setup, generation.getAsLong());
        VerificationLog.note(
                work,
                "raid gate closed generation=%d held=%d by-hand=%s"
                        .formatted(generation.getAsLong(), held, kept));
        return true;
    }

    private int hold(UnitOfWork work, Setup setup, long generation, Instant since) {
        var held = JoinStore.hold(work, generation, since);
        setup.quarantineRole()
                .ifPresent(role -> {
                    for (var from = 0; from < held.size(); from += Assignments.MOST) {
                        var to = Math.min(held.size(), from + Assignments.MOST);
                        assignments.claim(work, quarantine(held.subList(from, to), role));
                    }
                });
        return held.size();
    }

    private List<RoleClaim> quarantine(List<UserId> users, RoleId role) {
        var reason = TEXTS.english("reason.raid");
        return users.stream()
                .map(user -> RoleClaim.give(user, role, QUARANTINE, reason).urgently())
                .toList();
    }

    /** For as long as Discord takes. */
    void pauseInvites(UnitOfWork work, long generation) {
        effects.order(
                work,
                EffectRequest.effect(new GuildEffect.PauseInvites(work.now().plus(LONGEST_PAUSE)))
                        .because(TEXTS.english("reason.raid"))
                        .heardBy(card.name(), Long.toString(generation))
                        .urgently());
    }

    /** When it may have been quiet for long enough, or invites have to be paused anew. */
    void lookAgain(UnitOfWork work, RaidStore.Gate gate) {
        var quiet = work.settings(VerificationSettings.KEY).raidQuiet();
        var at = gate.kept() ? work.now().plus(RENEWED) : gate.busy().plus(quiet);
        timers.schedule(work, new Timer(QuietTimer.NAME, "gate", at, gate.generation(), ""));
    }

    /**
     * Ends it, and shows that on the card that told of it.
     *
     * @param by {@code null}: it has been quiet for long enough
     * @return whether that one was closed
     */
    boolean end(UnitOfWork work, long generation, @Nullable UserId by) {
        if (!RaidStore.end(work, generation, by)) {
            return false;
        }
        effects.order(
                work,
                EffectRequest.effect(new GuildEffect.PauseInvites(null))
                        .because(TEXTS.english("reason.raid.over"))
                        .urgently());
        timers.schedule(work, new Timer(ReleaseTimer.NAME, "gate", work.now(), generation, ""));
        card.refresh(work);
        VerificationLog.note(
                work,
                "raid gate opened generation=%d by=%s"
                        .formatted(generation, by == null ? "itself" : by));
        return true;
    }

    /** It stays closed until somebody ends it. */
    void keep(UnitOfWork work, long generation) {
        RaidStore.keep(work, generation);
        card.refresh(work);
        VerificationLog.note(work, "raid gate kept generation=%d".formatted(generation));
    }

    /** Orders that some of those who are held back are kicked; who they are. */
    List<UserId> kick(UnitOfWork work, long generation, int most) {
        var kicked = JoinStore.kick(work, generation, most);
        for (var user : kicked) {
            effects.order(
                    work,
                    EffectRequest.effect(new Effect.Kick(user))
                            .because(TEXTS.english("reason.raid.kick")));
        }
        VerificationLog.note(
                work, "raid gate kicked=%d generation=%d".formatted(kicked.size(), generation));
        return kicked;
    }
}
