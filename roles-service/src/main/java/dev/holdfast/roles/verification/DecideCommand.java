package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.verification.ApprovalStore.State;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A moderator decides on a request. Of two at once one decides, and the other hears of it. */
@Singleton
record DecideCommand(GivenRole role, Verifier verifier) implements Command {

    static final String PATH = "verify decide";

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: on whom it was decided. */
    private record Decided(UserId member) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(PATH, TEXTS.english("decide.description"), Access.WRITE)
                .needs(Permission.MANAGE_ROLES);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var decision = DecideState.parse(invocation.pressed().orElseThrow().state());
        var setup = SetupStore.find(work).filter(Setup::active);
        if (setup.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "decide.off"));
        }
        var given = setup.get().role();
        var refusal =
                Optional.of(decision)
                        .filter(DecideState::yes)
                        .flatMap(_ ->
                                role.refuse(invocation, work, given)
                                        .or(() -> role.refuseByHand(invocation, work, given)));
        return refusal.orElseGet(() -> decide(invocation, work, given, decision));
    }

    private Reply decide(
            Invocation invocation, UnitOfWork work, RoleId given, DecideState decision) {
        // In the order in which whoever asks takes the rows.
        ChallengeStore.lock(work, decision.user());
        var state = decision.yes() ? State.APPROVED : State.DENIED;
        var counts =
                ApprovalStore.decide(
                        work, decision.user(), decision.generation(), state, invocation.user());
        if (!counts) {
            return late(invocation, work, decision);
        }
        if (decision.yes()) {
            verifier.verify(
                    work, given, decision.user(), VerificationMethod.APPROVAL, invocation.user());
        } else {
            deny(work, decision.user());
        }
        work.audit("verification." + word(state), new Decided(decision.user()));
        return Reply.update(
                Content.card(card(invocation, state, decision.user(), invocation.user())));
    }

    private static void deny(UnitOfWork work, UserId user) {
        var pause = work.settings(VerificationSettings.KEY).denialPause();
        ChallengeStore.pause(work, user, work.now().plus(pause));
        VerificationLog.note(work, "denied member=%s pause=%s".formatted(user, pause));
    }

    /** Somebody was faster, or the member asked again since. */
    private Reply late(Invocation invocation, UnitOfWork work, DecideState decision) {
        return ApprovalStore.find(work, decision.user())
                .filter(it -> it.generation() == decision.generation())
                .flatMap(request ->
                        Optional.ofNullable(request.by())
                                .map(by ->
                                        decided(invocation, request.state(), decision.user(), by)))
                .map(Reply::refuse)
                .orElseGet(() -> Reply.refuse(TEXTS.say(invocation, "decide.stale")));
    }

    private Card decided(Invocation invocation, State state, UserId user, UserId by) {
        return Card.record(
                        TEXTS.say(invocation, "topic.emoji"),
                        TEXTS.say(invocation, "decide.late.title"))
                .line(TEXTS.say(invocation, word(state), user, by));
    }

    /** All moderators read it, so it stays in the guild's language. */
    private Card card(Invocation invocation, State state, UserId user, UserId by) {
        var language = invocation.guildLanguage();
        var emoji = TEXTS.say(language, "topic.emoji");
        var title = TEXTS.say(language, word(state) + ".title");
        var card = state == State.APPROVED ? Card.gain(emoji, title) : Card.loss(emoji, title);
        return card.about(user).line(TEXTS.say(language, word(state), user, by));
    }

    private static String word(State state) {
        return switch (state) {
            case OPEN, LOST -> "request";
            case APPROVED -> "approved";
            case DENIED -> "denied";
        };
    }
}
