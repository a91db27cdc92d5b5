package dev.holdfast.kit.picture;

import dev.holdfast.kit.protocol.Card;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Pictures as services draw them, and what is in them. */
final class Samples {

    static final Map<String, String> NAMES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("Latin", "Zoë Ångström-Łukasz Đỗ"),
                            Map.entry("Cyrillic", "Дмитрий Ёлкин Їжак"),
                            Map.entry("Greek", "Ελένη Παπαδοπούλου"),
                            Map.entry("Arabic", "محمد عبد الله ٤٢"),
                            Map.entry("Persian", "می‌خواهم پژوهش گچ"),
                            Map.entry("Kurdish (Sorani)", "ڕێبوار گەورە ڵ ۆ چیا"),
                            Map.entry("Kurdish (Kurmanji)", "Şêrîn Çîçek Ûsiv"),
                            Map.entry("Hebrew", "שָׁלוֹם דוד"),
                            Map.entry("Devanagari", "नमस्ते क्षत्रिय"),
                            Map.entry("Thai", "สวัสดีที่นี่"),
                            Map.entry("Japanese", "さくら サクラ 桜井 ｻｸﾗ"),
                            Map.entry("Chinese (simplified)", "你好世界 图书馆"),
                            Map.entry("Chinese (traditional)", "你好世界 圖書館"),
                            Map.entry("Korean", "안녕하세요 김철수"),
                            Map.entry("decorated", "𝓓𝓪𝓻𝓴 𝕷𝖔𝖗𝖉 Ⓐⓑ ★ꜱᴍ"),
                            Map.entry("signs", "⚓ → ✓ € ₿ № © ™")));

    /** One, joined by ZWJ, a flag, a flag of tags, a skin tone, a keycap, and one without FE0F. */
    static final List<String> EMOJI =
            List.of(
                    "😀",
                    "👩‍👩‍👧‍👦",
                    "🇯🇵",
                    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                    "👍🏽",
                    "7️⃣",
                    "❤️‍🔥",
                    "🧑🏿‍🚀");

    private Samples() {}

    /** A profile: who it is, a bar, numbers, and a name in every script. */
    static Picture profile() {
        var picture = new Picture(900, 640);
        picture.panel(Palette.PANEL, 24, 24, 852, 176, 16);
        picture.avatar(new Avatar(Optional.of(portrait()), "Zoë"), 48, 48, 128);
        picture.text("Zoë 👩🏽‍🚀 ڕێبوار 🇯🇵 桜", TextStyle.bold(36), 200, 88, 640);
        picture.text("Level 42 · #3 of 1,204", TextStyle.faint(22), 200, 124, 400);
        picture.textBefore("7,350 / 10,000 XP", TextStyle.faint(20), 852, 124, 300);
        picture.progress(0.735, Palette.accent(Card.Kind.GAIN), 200, 146, 652, 22);
        var i = 0;
        for (var name : NAMES.entrySet()) {
            var x = 48 + i % 2 * 426;
            var y = 240 + i / 2 * 36;
            picture.text(name.getKey(), TextStyle.faint(16), x, y, 150);
            picture.text(name.getValue(), TextStyle.plain(20), x + 160, y, 240);
            i++;
        }
        picture.text(String.join(" ", EMOJI), TextStyle.plain(28), 48, 540, 500);
        picture.paragraph(
                "مرحبا بالجميع 🎉 هذا سطر طويل يلتف إلى عدة أسطر مع English في الوسط.",
                TextStyle.plain(20),
                474,
                530,
                378,
                2);
        picture.paragraph(
                "A long line of words wraps 🎈 and after its second line an ellipsis says that"
                        + " there is more of it to be read elsewhere, which nobody does.",
                TextStyle.plain(18),
                48,
                586,
                420,
                2);
        return picture;
    }

    /** Ten people, one of them who asked. */
    static Picture board() {
        var names = List.copyOf(NAMES.values());
        var rows =
                IntStream.range(0, 10)
                        .mapToObj(
                                i -> row(i, names.get(i) + (i == 4 ? " — so long ".repeat(6) : "")))
                        .toList();
        return new Board("🏆 Leaderboard", rows).draw();
    }

    private static Board.Row row(int index, String name) {
        var place = index < 3 ? List.of("🥇", "🥈", "🥉").get(index) : "#" + (index + 1);
        var avatar =
                index % 3 == 0 ? new Avatar(Optional.of(portrait()), name) : Avatar.named(name);
        return new Board.Row(
                place,
                avatar,
                String.format(Locale.ROOT, "%,d ⚓", 1_234_567 / (index + 1)),
                index == 6);
    }

    /** Two lines over a month. */
    static Picture lines() {
        var coins = new TimeChart.Series("Coins earned", points(30, 900));
        var spent = new TimeChart.Series("خەرجکراو 🛒", points(30, 500));
        return chart("📈 The last 30 days", TimeChart.Shape.LINES, List.of(coins, spent));
    }

    /** Bars of two colors over a week. */
    static Picture bars() {
        var joined = new TimeChart.Series("Joined", points(7, 40));
        var left = new TimeChart.Series("Left", points(7, 25));
        return chart("👋 Members", TimeChart.Shape.BARS, List.of(joined, left));
    }

    private static Picture chart(
            String title, TimeChart.Shape shape, List<TimeChart.Series> series) {
        return new TimeChart(title, shape, series, ZoneId.of("Asia/Baghdad")).draw(900, 420);
    }

    private static List<TimeChart.Point> points(int days, double scale) {
        var first = Instant.parse("2026-10-30T21:00:00Z");
        return IntStream.range(0, days)
                .mapToObj(day ->
                        new TimeChart.Point(
                                first.plus(day, ChronoUnit.DAYS),
                                Math.rint(scale * (1 + day % 7 * 0.3 + day * 0.05))))
                .toList();
    }

    private static BufferedImage portrait() {
        var image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0xFF7E5F), 256, 256, new Color(0x3A6073)));
        pen.fillRect(0, 0, 256, 256);
        pen.dispose();
        return image;
    }
}
