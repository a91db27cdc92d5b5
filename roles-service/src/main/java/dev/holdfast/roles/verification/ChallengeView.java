package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a challenge looks, and its window. */
@Singleton
record ChallengeView(CaptchaLetters letters) {

    /** The ids of a window's inputs begin with it. */
    static final String ANSWER = "answer";

    private static final String FILE = "letters.png";
    private static final int LONGEST_ANSWER = 200;
    private static final int LONGEST_LABEL = 45;
    private static final int LONGEST_PLACEHOLDER = 100;

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    String word(Invocation invocation, String key, Object... arguments) {
        return TEXTS.say(invocation, key, arguments);
    }

    /** The challenge, below a note about the one before. */
    Content show(
            Invocation invocation,
            UnitOfWork work,
            VerificationMethod way,
            String nonce,
            Optional<String> note) {
        var head =
                Card.info(
                        TEXTS.say(invocation, "topic.emoji"),
                        TEXTS.say(invocation, "challenge.%s.title".formatted(way.word())));
        var card = note.map(head::line).orElse(head);
        return way == VerificationMethod.PICTURE
                ? picture(card, invocation, nonce)
                : questions(card, invocation, work, nonce);
    }

    private Content picture(Card card, Invocation invocation, String nonce) {
        var shown =
                card.line(TEXTS.say(invocation, "challenge.picture"))
                        .picture(FILE, TEXTS.say(invocation, "challenge.picture.alt"))
                        .fine(
                                TEXTS.say(
                                        invocation,
                                        "challenge.lasts",
                                        Challenges.LASTS.toMinutes()));
        return Content.card(shown, letters.picture(FILE, nonce))
                .buttons(
                        answer(invocation, "challenge.picture.button", nonce),
                        Button.of(TEXTS.say(invocation, "challenge.another"), StartState.ANOTHER),
                        Button.of(TEXTS.say(invocation, "challenge.other"), StartState.OTHER));
    }

    private Content questions(Card card, Invocation invocation, UnitOfWork work, String nonce) {
        var shown = card;
        for (var question : QuestionStore.all(work)) {
            shown = shown.item(UserText.show(question.text()));
        }
        return Content.card(
                        shown.fine(
                                TEXTS.say(
                                        invocation,
                                        "challenge.lasts",
                                        Challenges.LASTS.toMinutes())))
                .buttons(answer(invocation, "challenge.question.button", nonce));
    }

    private Button answer(Invocation invocation, String label, String nonce) {
        return Button.of(TEXTS.say(invocation, label), StartState.answer(nonce))
                .styled(Button.Style.PRIMARY);
    }

    /** Asks for the answer to each question, or for the letters. */
    Reply window(Invocation invocation, UnitOfWork work, VerificationMethod way, String nonce) {
        var inputs = new ArrayList<TextInput>();
        if (way == VerificationMethod.PICTURE) {
            inputs.add(
                    TextInput.line(ANSWER + 0, TEXTS.say(invocation, "challenge.picture.label"))
                            .between(1, LONGEST_ANSWER));
        } else {
            inputs.addAll(answers(invocation, QuestionStore.all(work)));
        }
        return new Reply.Modal(
                TEXTS.say(invocation, "challenge.%s.title".formatted(way.word())),
                StartState.answer(nonce),
                inputs);
    }

    private List<TextInput> answers(Invocation invocation, List<VerificationQuestion> questions) {
        var inputs = new ArrayList<TextInput>();
        for (var question : questions) {
            var fits = UserText.length(question.text()) <= LONGEST_LABEL;
            var label =
                    fits
                            ? question.text()
                            : TEXTS.say(invocation, "challenge.label", inputs.size() + 1);
            inputs.add(
                    TextInput.line(ANSWER + inputs.size(), label)
                            .placeholder(
                                    fits
                                            ? ""
                                            : UserText.shorten(
                                                    question.text(), LONGEST_PLACEHOLDER))
                            .between(1, LONGEST_ANSWER));
        }
        return inputs;
    }

    Card welcome(Invocation invocation, Setup setup) {
        return Card.gain(TEXTS.say(invocation, "topic.emoji"), TEXTS.say(invocation, "done.title"))
                .line(TEXTS.say(invocation, "done", setup.role()));
    }

    Card paused(Invocation invocation, Instant until) {
        return Card.wait(
                        TEXTS.say(invocation, "topic.emoji"), TEXTS.say(invocation, "paused.title"))
                .line(TEXTS.say(invocation, "paused.wrong", DiscordTime.dated(until)));
    }
}
