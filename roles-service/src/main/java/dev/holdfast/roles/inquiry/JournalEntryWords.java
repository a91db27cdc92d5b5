package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.Source;
import java.time.Instant;

/** Lines of the journal, in words. */
final class JournalEntryWords {

    private static final int LONGEST_REASON = 100;

    private final Texts texts;

    JournalEntryWords(Texts texts) {
        this.texts = texts;
    }

    /** What happened, and in small print when, by whom and why. */
    String say(Invocation invocation, JournalEntry entry) {
        var key = "entry." + entry.action();
        var source = entry.source();
        var what =
                texts.say(
                        invocation,
                        texts.has(key) ? key : "entry.other",
                        entry.user(),
                        entry.role(),
                        source == null ? "" : feature(invocation, source));
        return what + "\n-# " + small(invocation, entry);
    }

    private String small(Invocation invocation, JournalEntry entry) {
        var words = new StringBuilder("<t:%d:R>".formatted(entry.at().getEpochSecond()));
        if (entry.by() != null) {
            words.append(" · ").append(texts.say(invocation, "entry.by", entry.by()));
        }
        if (!entry.reason().isBlank()) {
            words.append(" · ").append(UserText.show(entry.reason(), LONGEST_REASON));
        }
        return words.toString();
    }

    /** The feature's name as help shows it, such as {@code Role rules}. */
    String feature(Invocation invocation, Source source) {
        return Texts.ifThere(source.feature())
                .filter(its -> its.has("topic.title"))
                .map(its -> its.say(invocation, "topic.title"))
                .orElse(source.feature());
    }

    static String moment(Instant at, char style) {
        return "<t:%d:%s>".formatted(at.getEpochSecond(), style);
    }
}
