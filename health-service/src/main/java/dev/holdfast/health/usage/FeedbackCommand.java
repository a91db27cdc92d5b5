package dev.holdfast.health.usage;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;

/** {@code /feedback score text}: what somebody thinks of the bot, once a day. */
@Singleton
final class FeedbackCommand implements Command {

    private static final String SCORE = "score";
    private static final String TEXT = "text";
    private static final int WORST = 1;
    private static final int BEST = 5;
    private static final int LONGEST = 500;

    private final Texts texts = Texts.of(UsageFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("feedback", texts.english("feedback.description"))
                .option(
                        OptionSpec.required(
                                        SCORE, texts.english("feedback.score"), OptionType.WHOLE)
                                .between(WORST, BEST))
                .option(
                        OptionSpec.optional(TEXT, texts.english("feedback.text"), OptionType.TEXT)
                                .between(1, LONGEST))
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var score = Math.toIntExact(invocation.whole(SCORE).orElseThrow());
        var written = invocation.text(TEXT);
        var words = written.map(UserText::clean).orElse("");
        if (written.isPresent() && words.isEmpty()) {
            return Reply.refuse(texts.say(invocation, "feedback.invisible"));
        }
        var today = work.now().truncatedTo(ChronoUnit.DAYS);
        if (!FeedbackStore.add(work, today, score, words)) {
            var next = today.plus(1, ChronoUnit.DAYS).getEpochSecond();
            return Reply.refuse(
                    Card.wait(UsageFeature.EMOJI, texts.say(invocation, "feedback.title"))
                            .line(texts.say(invocation, "feedback.again", Long.toString(next))));
        }
        return Reply.whisper(
                Card.info(UsageFeature.EMOJI, texts.say(invocation, "feedback.title"))
                        .amount("★".repeat(score) + "☆".repeat(BEST - score))
                        .line(texts.say(invocation, "feedback.thanks"))
                        .fine(texts.say(invocation, "feedback.kept")));
    }
}
