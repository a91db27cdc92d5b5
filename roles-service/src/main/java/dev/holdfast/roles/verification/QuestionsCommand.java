package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /verify questions}: what members are asked, and which answers count, in a window. */
@Singleton
final class QuestionsCommand implements Command {

    private static final int MOST = 2;
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_ANSWERS = 1_000;

    private final Texts texts = Texts.of(VerificationFeature.NAME);

    /** In the audit: how many questions there are now. */
    private record Asked(int questions) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify questions", texts.english("questions.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return invocation
                .sent()
                .map(fields -> save(fields, invocation, work))
                .orElseGet(() -> window(invocation, QuestionStore.all(work)));
    }

    private Reply window(Invocation invocation, List<VerificationQuestion> now) {
        var inputs = new ArrayList<TextInput>();
        for (var i = 0; i < MOST; i++) {
            var question =
                    TextInput.line("question" + i, texts.say(invocation, "questions.question" + i))
                            .between(i == 0 ? 1 : 0, LONGEST_QUESTION);
            var answers =
                    TextInput.line("answers" + i, texts.say(invocation, "questions.answers"))
                            .paragraph()
                            .between(i == 0 ? 1 : 0, LONGEST_ANSWERS);
            if (i < now.size()) {
                question = question.filled(now.get(i).text());
                answers = answers.filled(String.join("\n", now.get(i).answers()));
            }
            inputs.add(i == 0 ? question : question.optional());
            inputs.add(i == 0 ? answers : answers.optional());
        }
        return new Reply.Modal(texts.say(invocation, "questions.title"), "questions", inputs);
    }

    private Reply save(Map<String, String> fields, Invocation invocation, UnitOfWork work) {
        var questions = new ArrayList<VerificationQuestion>();
        for (var i = 0; i < MOST; i++) {
            var text = fields.getOrDefault("question" + i, "");
            var answers = fields.getOrDefault("answers" + i, "");
            if (i > 0 && UserText.isInvisible(text) && UserText.isInvisible(answers)) {
                continue;
            }
            if (UserText.isInvisible(text) || UserText.isInvisible(answers)) {
                return Reply.refuse(texts.say(invocation, "questions.incomplete"));
            }
            if (answers.lines().count() > VerificationQuestion.MOST_ANSWERS) {
                return Reply.refuse(texts.say(invocation, "questions.many"));
            }
            questions.add(VerificationQuestion.of(text, answers));
        }
        QuestionStore.replace(work, questions);
        work.audit("verification.questions", new Asked(questions.size()));
        VerificationLog.note(work, "questions count=%d".formatted(questions.size()));
        return Reply.whisper(saved(invocation, work, questions));
    }

    private Card saved(
            Invocation invocation, UnitOfWork work, List<VerificationQuestion> questions) {
        var card =
                Card.gain(
                        texts.say(invocation, "topic.emoji"),
                        texts.say(invocation, "questions.saved"));
        for (var question : questions) {
            card = card.item(UserText.show(question.text()));
        }
        var asks =
                SetupStore.find(work)
                        .filter(it -> it.way() == VerificationMethod.QUESTION)
                        .isPresent();
        return asks ? card : card.line(texts.say(invocation, "questions.next"));
    }
}
