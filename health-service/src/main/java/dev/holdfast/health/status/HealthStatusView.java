package dev.holdfast.health.status;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicIncident;
import dev.holdfast.health.statuspage.PublicStatus;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws how the bot is: a line for each part of it, and a picture of the last days. */
@Singleton
final class HealthStatusView {

    private static final String FILE = "status.png";
    private static final int MOST_INCIDENTS = 3;

    private final Texts texts = Texts.of(StatusFeature.NAME);
    private final StatusWords words;

    @Inject
    HealthStatusView(StatusWords words) {
        this.words = words;
    }

    Content show(Invocation invocation, PublicStatus status) {
        var locale = Locale.forLanguageTag(invocation.locale());
        var card = card(invocation, status.overall()).amount(words.headline(locale, status));
        var about = about(invocation, status);
        if (!about.isEmpty()) {
            card = card.line(about);
        }
        for (var line : shown(status.lines())) {
            card = card.field(name(locale, line), verdict(invocation, line));
        }
        for (var incident : open(status)) {
            card = card.line(incident(invocation, incident));
        }
        var picture =
                BarsPicture.attachment(FILE, invocation, status, shown(status.lines()), words);
        card = card.picture(FILE, alternative(invocation, status));
        return Content.card(card.fine(measured(invocation, status)), picture);
    }

    private Card card(Invocation invocation, Verdict verdict) {
        var title = texts.say(invocation, "title");
        return switch (verdict) {
            case WELL -> Card.info(StatusFeature.EMOJI, title);
            case DEGRADED -> Card.wait(StatusFeature.EMOJI, title);
            case DOWN -> Card.loss(StatusFeature.EMOJI, title);
            case UNKNOWN -> Card.record(StatusFeature.EMOJI, title);
        };
    }

    private String about(Invocation invocation, PublicStatus status) {
        return status.sight() == Sight.STALE
                ? texts.say(invocation, "stale", stamp(status.measuredAt()))
                : words.about(Locale.forLanguageTag(invocation.locale()), status);
    }

    /** All of them, or as many as the picture holds, the worst first. */
    private static List<Line> shown(List<Line> lines) {
        return lines.size() <= BarsPicture.MOST
                ? lines
                : lines.stream()
                        .sorted(Comparator.comparing(line -> line.verdict() == Verdict.WELL))
                        .limit(BarsPicture.MOST)
                        .toList();
    }

    private String name(Locale locale, Line line) {
        return UserText.show(words.name(locale, line.component()));
    }

    private String verdict(Invocation invocation, Line line) {
        var locale = Locale.forLanguageTag(invocation.locale());
        var mark = texts.say(invocation, "mark." + line.verdict().name().toLowerCase(Locale.ROOT));
        var verdict = words.verdict(locale, line.verdict());
        return line.since() == null
                ? texts.say(invocation, "line", mark, verdict)
                : texts.say(invocation, "line.since", mark, verdict, stamp(line.since()));
    }

    private static List<PublicIncident> open(PublicStatus status) {
        return status.incidents().stream()
                .filter(PublicIncident::isOpen)
                .limit(MOST_INCIDENTS)
                .toList();
    }

    private String incident(Invocation invocation, PublicIncident incident) {
        var locale = Locale.forLanguageTag(invocation.locale());
        var key = incident.seenAt() == null ? "incident" : "incident.seen";
        return texts.say(
                invocation,
                key,
                UserText.show(words.name(locale, incident.root())),
                stamp(incident.began()));
    }

    private String measured(Invocation invocation, PublicStatus status) {
        return status.measuredAt() == null
                ? texts.say(invocation, "measured.never")
                : texts.say(invocation, "measured", stamp(status.measuredAt()));
    }

    private String alternative(Invocation invocation, PublicStatus status) {
        var locale = Locale.forLanguageTag(invocation.locale());
        var rows = new StringBuilder(texts.say(invocation, "picture.alt"));
        for (var line : shown(status.lines())) {
            rows.append(' ')
                    .append(words.name(locale, line.component()))
                    .append(": ")
                    .append(words.bars(locale, line, status.at()));
        }
        return UserText.shorten(rows.toString(), 1_000);
    }

    /** As Discord's timestamps have it, whatever the language's digits. */
    private static String stamp(@Nullable Instant at) {
        return at == null ? "" : Long.toString(at.getEpochSecond());
    }
}
