package dev.holdfast.backup.statistics;

import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.backup.statistics.Figures.Night;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws how the backups do. */
@Singleton
final class StatisticsView {

    private static final String EMOJI = "💾";
    private static final String SIZES = "sizes.png";
    private static final String DRILLS = "drills.png";

    /** What is charted is a history: one bar tells nothing. */
    private static final int FEWEST = 2;

    private final Texts texts = Texts.of(StatisticsFeature.NAME);
    private final SnapshotWords words;

    @Inject
    StatisticsView(SnapshotWords words) {
        this.words = words;
    }

    Content show(Invocation invocation, Figures figures) {
        var card =
                head(invocation, figures)
                        .amount(say(invocation, "amount", figures.own() + figures.whole()))
                        .field(
                                say(invocation, "number"),
                                say(invocation, "number.value", figures.own(), figures.whole()))
                        .field(say(invocation, "last"), at(invocation, figures.lastGood()));
        card = size(card, invocation, figures);
        card = drill(card, invocation, figures);
        var files = new ArrayList<Attachment>();
        card = sizes(card, invocation, figures, files);
        card = drills(card, invocation, figures, files);
        return Content.card(card, files.toArray(Attachment[]::new))
                .buttons(
                        Button.runs(say(invocation, "list"), "listbackups"),
                        Button.runs(say(invocation, "restore"), "restore"),
                        Button.runs(say(invocation, "now"), "backup"));
    }

    private Card head(Invocation invocation, Figures figures) {
        var title = say(invocation, "title");
        if (figures.lastGood() == null) {
            return Card.wait(EMOJI, title).line(say(invocation, "fresh.none"));
        }
        return figures.isLate()
                ? Card.loss(EMOJI, title).line(say(invocation, "fresh.late"))
                : Card.info(EMOJI, title).line(say(invocation, "fresh.good"));
    }

    private String at(Invocation invocation, @Nullable Instant lastGood) {
        return lastGood == null
                ? say(invocation, "last.none")
                : say(invocation, "last.value", Long.toString(lastGood.getEpochSecond()));
    }

    private Card size(Card before, Invocation invocation, Figures figures) {
        if (figures.nights().isEmpty()) {
            return before;
        }
        var first = figures.nights().getFirst();
        var newest = figures.nights().getLast();
        var card = before.field(say(invocation, "size"), SnapshotWords.size(newest.stored()));
        var days = Duration.between(first.at(), newest.at()).toDays();
        if (days < 1) {
            return card;
        }
        var grown = newest.stored() - first.stored();
        var signed = (grown < 0 ? "−" : "+") + SnapshotWords.size(Math.abs(grown));
        return card.field(say(invocation, "growth"), say(invocation, "growth.value", signed, days));
    }

    private Card drill(Card card, Invocation invocation, Figures figures) {
        var drilled = figures.drilled();
        var value =
                drilled.isEmpty()
                        ? say(invocation, "drill.none")
                        : say(
                                invocation,
                                "drill.value",
                                took(invocation, drilled.getLast()),
                                Long.toString(drilled.getLast().at().getEpochSecond()));
        return card.field(say(invocation, "drill"), value);
    }

    private String took(Invocation invocation, Night night) {
        return words.about(invocation, Objects.requireNonNull(night.drill()));
    }

    private Card sizes(Card card, Invocation invocation, Figures figures, List<Attachment> files) {
        var nights = figures.nights();
        if (nights.size() < FEWEST) {
            return card;
        }
        var names = List.of(say(invocation, "sizes.all"), say(invocation, "sizes.new"));
        files.add(
                ChartPicture.sizes(
                        SIZES, say(invocation, "sizes.title"), names, invocation.zone(), figures));
        var newest = nights.getLast();
        return card.picture(
                SIZES,
                say(
                        invocation,
                        "sizes.alt",
                        Math.min(nights.size(), ChartPicture.MOST),
                        SnapshotWords.size(newest.stored()),
                        SnapshotWords.size(newest.written())));
    }

    private Card drills(Card card, Invocation invocation, Figures figures, List<Attachment> files) {
        var drilled = figures.drilled();
        if (drilled.size() < FEWEST) {
            return card;
        }
        files.add(
                ChartPicture.drills(
                        DRILLS,
                        say(invocation, "drills.title"),
                        say(invocation, "drills.name"),
                        invocation.zone(),
                        figures));
        return card.picture(
                DRILLS,
                say(
                        invocation,
                        "drills.alt",
                        Math.min(drilled.size(), ChartPicture.MOST),
                        took(invocation, drilled.getLast())));
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
