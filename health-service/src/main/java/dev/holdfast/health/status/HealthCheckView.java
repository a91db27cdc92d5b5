package dev.holdfast.health.status;

import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws what is wrong with a server, and for operators how each part of the bot is. */
@Singleton
final class HealthCheckView {

    private static final int MOST_FINDINGS = 8;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_DETAIL = 400;
    private static final int LONGEST_ADVICE = 300;

    /** Of the 3,800 characters of a card; the rest is for headings. */
    private static final int ROOM = 2_000;

    private static final int ROOM_FOR_PARTS = 1_400;
    private static final int LONGEST_PART = 100;

    private final Texts texts = Texts.of(StatusFeature.NAME);

    Content show(
            Invocation invocation, GuildDiagnosis.Result result, List<ComponentState> everything) {
        var card = head(invocation, result);
        var shown = new ArrayList<String>();
        for (var finding : result.findings()) {
            var words = words(invocation, finding);
            var length = shown.stream().mapToInt(String::length).sum() + words.length();
            if (shown.size() == MOST_FINDINGS || length > ROOM) {
                break;
            }
            shown.add(words);
        }
        for (var words : shown) {
            card = card.divider().line(words);
        }
        var left = result.findings().size() - shown.size();
        if (left > 0) {
            card = card.divider().line(texts.say(invocation, "healthcheck.more", left));
        }
        if (!everything.isEmpty()) {
            card = card.divider().line(parts(invocation, everything));
        }
        return Content.card(card)
                .buttons(
                        Button.runs(texts.say(invocation, "healthcheck.again"), "healthcheck"),
                        Button.runs(texts.say(invocation, "healthcheck.status"), "status"));
    }

    private Card head(Invocation invocation, GuildDiagnosis.Result result) {
        var title = texts.say(invocation, "healthcheck.title");
        var number = result.findings().size();
        if (number > 0) {
            var card =
                    Card.wait(StatusFeature.EMOJI, title)
                            .amount(texts.say(invocation, "healthcheck.found", number));
            return result.isComplete()
                    ? card
                    : card.line(texts.say(invocation, "healthcheck.incomplete"));
        }
        return result.isComplete()
                ? Card.info(StatusFeature.EMOJI, title)
                        .amount(texts.say(invocation, "healthcheck.fine"))
                        .line(texts.say(invocation, "healthcheck.fine.more"))
                : Card.record(StatusFeature.EMOJI, title)
                        .amount(texts.say(invocation, "healthcheck.unknown"))
                        .line(texts.say(invocation, "healthcheck.incomplete"));
    }

    private String words(Invocation invocation, GuildFinding finding) {
        var title = UserText.shorten(finding.title(), LONGEST_TITLE);
        var detail = UserText.shorten(finding.detail(), LONGEST_DETAIL);
        var advice = UserText.shorten(finding.whatToDo(), LONGEST_ADVICE);
        return detail.isBlank()
                ? texts.say(invocation, "healthcheck.finding.bare", title, advice)
                : texts.say(invocation, "healthcheck.finding", title, detail, advice);
    }

    /** What is not well comes first. */
    private String parts(Invocation invocation, List<ComponentState> everything) {
        var sorted =
                everything.stream()
                        .sorted(Comparator.comparing(state -> state.verdict() == Verdict.WELL))
                        .toList();
        var lines = new StringBuilder(texts.say(invocation, "healthcheck.everything"));
        var shown = 0;
        for (var state : sorted) {
            var line = "\n" + part(invocation, state);
            if (lines.length() + line.length() > ROOM_FOR_PARTS) {
                break;
            }
            lines.append(line);
            shown++;
        }
        if (shown < sorted.size()) {
            lines.append('\n')
                    .append(texts.say(invocation, "healthcheck.parts.more", sorted.size() - shown));
        }
        return lines.toString();
    }

    private String part(Invocation invocation, ComponentState state) {
        var mark = texts.say(invocation, "mark." + state.verdict().name().toLowerCase(Locale.ROOT));
        var detail = UserText.show(state.detail(), LONGEST_PART);
        var name = UserText.code(state.component().toString(), LONGEST_PART);
        var since = Long.toString(state.since().getEpochSecond());
        return texts.say(invocation, "healthcheck.part", mark, name, since, detail).strip();
    }
}
