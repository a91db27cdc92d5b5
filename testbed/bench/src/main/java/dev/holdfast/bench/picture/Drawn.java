package dev.holdfast.bench.picture;

import dev.holdfast.kit.picture.Avatar;
import dev.holdfast.kit.picture.Board;
import dev.holdfast.kit.picture.Palette;
import dev.holdfast.kit.picture.Picture;
import dev.holdfast.kit.picture.TextStyle;
import dev.holdfast.kit.picture.TimeChart;
import dev.holdfast.kit.protocol.Card;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Pictures as cards have them. */
final class Drawn {

    private static final List<String> NAMES =
            List.of("Zoë 🇯🇵", "ڕێبوار گەورە", "Дмитрий", "桜井さくら", "김철수 👩‍🚀", "محمد", "John");

    private Drawn() {}

    /** 900 by 200 pixels. */
    static Picture profile(int change) {
        var picture = new Picture(900, 200);
        var name = NAMES.get(change % NAMES.size());
        picture.panel(Palette.PANEL, 24, 24, 852, 152, 16);
        picture.avatar(Avatar.named(name), 48, 48, 104);
        picture.text(name, TextStyle.bold(36), 180, 84, 660);
        picture.text(
                "Level %d · #3 of 1,204".formatted(change), TextStyle.faint(22), 180, 118, 400);
        picture.textBefore("7,350 / 10,000 XP", TextStyle.faint(20), 852, 118, 300);
        picture.progress(change % 100 / 100.0, Palette.accent(Card.Kind.GAIN), 180, 134, 672, 20);
        return picture;
    }

    /** 900 by 812 pixels. */
    static Picture board(int change) {
        var rows =
                IntStream.range(0, 10)
                        .mapToObj(place -> row(place, NAMES.get((place + change) % NAMES.size())))
                        .toList();
        return new Board("🏆 Leaderboard", rows).draw();
    }

    private static Board.Row row(int place, String name) {
        var coins = String.format(Locale.ROOT, "%,d ⚓", 1_234_567 / (place + 1));
        return new Board.Row("#" + (place + 1), Avatar.named(name), coins, place == 4);
    }

    /** 900 by 420 pixels. */
    static Picture chart(int change) {
        var first = Instant.EPOCH.plus(change, ChronoUnit.DAYS);
        var points =
                IntStream.range(0, 30)
                        .mapToObj(day ->
                                new TimeChart.Point(
                                        first.plus(day, ChronoUnit.DAYS),
                                        900 + (day + change) % 7 * 300))
                        .toList();
        var series = new TimeChart.Series("Coins earned", points);
        return new TimeChart(
                        "📈 The last 30 days",
                        TimeChart.Shape.LINES,
                        List.of(series),
                        ZoneOffset.UTC)
                .draw(900, 420);
    }
}
