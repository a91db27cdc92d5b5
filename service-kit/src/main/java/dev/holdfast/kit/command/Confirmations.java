package dev.holdfast.kit.command;

import dev.holdfast.kit.database.EarlierReplies;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What becomes of a command that asked first, once the person has decided. */
@Singleton
record Confirmations(UnitsOfWork work, EarlierReplies earlier) {

    private static final Texts TEXTS = Texts.of("kit");

    /** What is to be done about a pressed button. */
    sealed interface Decided {

        /** The command is run, with the options that were asked about. */
        record Run(Invocation confirmed) implements Decided {}

        /** Nothing is run; this is the answer. */
        record Answer(Reply reply) implements Decided {}
    }

    /** Empty where what was pressed is no button of a question, or somebody else's. */
    Optional<Decided> decided(Invocation invocation) {
        return invocation
                .pressed()
                .flatMap(used -> Decision.parse(used.state()))
                .filter(decision -> decision.key().equals(invocation.operation()))
                .map(decision ->
                        decision.confirmed()
                                ? confirmed(decision, invocation)
                                : new Decided.Answer(cancelled(invocation)));
    }

    private Decided confirmed(Decision decision, Invocation invocation) {
        var asked =
                work.read(
                        invocation.guild(),
                        invocation.user(),
                        unit -> earlier.of(decision.question(), invocation.path(), unit));
        return asked.isPresent() && asked.get() instanceof Reply.Question question
                ? new Decided.Run(invocation.confirming(question.options()))
                : new Decided.Answer(
                        Reply.refuse(TEXTS.say(invocation, "question.stale", invocation.path())));
    }

    private Reply cancelled(Invocation invocation) {
        var sentence = TEXTS.say(invocation, "question.cancelled");
        return Reply.update(Content.card(Card.sentence(Card.Kind.RECORD, sentence)));
    }
}
