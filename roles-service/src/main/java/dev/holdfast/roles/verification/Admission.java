package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What keeps somebody from verifying themselves now, whatever the way. */
@Singleton
record Admission(Members members) {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** Why not, and when; empty: they may. */
    Optional<Reply> refuse(Invocation invocation, UnitOfWork work) {
        return Stream.<Supplier<Optional<Card>>>of(
                        () -> screening(invocation, work),
                        () -> accountAge(invocation, work),
                        () -> raid(invocation, work),
                        () -> pause(invocation, work))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .map(Reply::refuse)
                .findFirst();
    }

    private Optional<Card> screening(Invocation invocation, UnitOfWork work) {
        return members.find(work, invocation.user())
                .filter(MemberState::pending)
                .map(_ -> wait(invocation, "pending"));
    }

    private Optional<Card> accountAge(Invocation invocation, UnitOfWork work) {
        var needed = work.settings(VerificationSettings.KEY).accountAge();
        var oldEnough = Snowflake.instant(invocation.user().value()).plus(needed);
        return work.now().isBefore(oldEnough)
                ? Optional.of(
                        wait(
                                invocation,
                                "young",
                                Durations.show(needed),
                                DiscordTime.dated(oldEnough)))
                : Optional.empty();
    }

    private Optional<Card> raid(Invocation invocation, UnitOfWork work) {
        return JoinStore.isHeld(work, invocation.user())
                ? Optional.of(wait(invocation, "raid"))
                : Optional.empty();
    }

    /** Until when they have to wait after wrong answers or a no; empty: they need not. */
    Optional<Card> pause(Invocation invocation, UnitOfWork work) {
        return ChallengeStore.pausedUntil(work, invocation.user())
                .filter(until -> until.isAfter(work.now()))
                .map(until -> wait(invocation, "paused", DiscordTime.dated(until)));
    }

    private Card wait(Invocation invocation, String key, Object... arguments) {
        return Card.wait(
                        TEXTS.say(invocation, "topic.emoji"), TEXTS.say(invocation, key + ".title"))
                .line(TEXTS.say(invocation, key, arguments));
    }
}
