package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** A member presses the panel's button, or one of what they are shown then. */
@Singleton
record StartCommand(
        GivenRole role,
        Admission admission,
        Verifier verifier,
        Approvals approvals,
        Challenges challenges,
        ChallengeView view)
        implements Command {

    static final String PATH = "verify start";

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(PATH, TEXTS.english("start.description"), Access.WRITE)
                .whispered()
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var found = SetupStore.find(work).filter(Setup::active);
        if (found.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "off"));
        }
        var setup = found.get();
        // Whoever presses twice at once is looked at one after the other, wrong answers counted.
        ChallengeStore.lock(work, invocation.user());
        return role.refuse(invocation, work, setup.role())
                .or(() ->
                        VerifiedStore.find(work, invocation.user())
                                .map(it -> already(invocation, work, setup, it)))
                .or(() -> admission.refuse(invocation, work))
                .orElseGet(() -> step(invocation, work, setup));
    }

    private Reply step(Invocation invocation, UnitOfWork work, Setup setup) {
        var state = invocation.pressed().orElseThrow().state();
        if (StartState.isAnswer(state) && challenges.count(invocation, work, setup)) {
            return challenges.answer(invocation, work, setup, StartState.nonce(state));
        }
        if (setup.way() != VerificationMethod.PICTURE) {
            // A card from before the setup changed offers what does not count any more.
            return begin(invocation, work, setup);
        }
        return switch (state) {
            case StartState.ANOTHER ->
                    Reply.update(challenges.another(invocation, work, VerificationMethod.PICTURE));
            case StartState.OTHER -> other(invocation, work, setup);
            default -> begin(invocation, work, setup);
        };
    }

    private Reply begin(Invocation invocation, UnitOfWork work, Setup setup) {
        return switch (setup.way()) {
            case BUTTON -> {
                verifier.verify(
                        work, setup.role(), invocation.user(), VerificationMethod.BUTTON, null);
                yield Reply.whisper(view.welcome(invocation, setup));
            }
            case QUESTION, PICTURE -> Reply.whisper(challenges.open(invocation, work, setup.way()));
            case APPROVAL ->
                    approvals
                            .ask(invocation, work, setup)
                            .map(Reply::whisper)
                            .orElseGet(() -> nobody(invocation));
            case HAND -> throw new IllegalStateException("nobody sets that up");
        };
    }

    /** For whoever cannot read the picture: the questions, or else a moderator. */
    private Reply other(Invocation invocation, UnitOfWork work, Setup setup) {
        if (!QuestionStore.all(work).isEmpty()) {
            return Reply.update(challenges.another(invocation, work, VerificationMethod.QUESTION));
        }
        return approvals
                .ask(invocation, work, setup)
                .map(card -> Reply.update(Content.card(card)))
                .orElseGet(() -> nobody(invocation));
    }

    private Reply nobody(Invocation invocation) {
        return Reply.refuse(TEXTS.say(invocation, "approval.nobody"));
    }

    /** Gives what they lack: the role may be another one since, or its claim may be lost. */
    private Reply already(Invocation invocation, UnitOfWork work, Setup setup, Verified verified) {
        if (!verified.role().equals(setup.role())) {
            verifier.verify(work, setup.role(), invocation.user(), verified.how(), verified.by());
        } else {
            verifier.claim(work, invocation.user(), setup.role(), verified.how());
        }
        var card =
                Card.info(
                                TEXTS.say(invocation, "topic.emoji"),
                                TEXTS.say(invocation, "already.title"))
                        .line(
                                TEXTS.say(
                                        invocation,
                                        "already",
                                        DiscordTime.relative(verified.at()),
                                        setup.role()));
        return Reply.whisper(card);
    }
}
