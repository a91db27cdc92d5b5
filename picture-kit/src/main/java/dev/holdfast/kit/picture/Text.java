package dev.holdfast.kit.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GraphicAttribute;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text whose every cluster has its font or its emoji. Lines are shaped and ordered as Unicode
 * says, and cut between clusters only.
 */
final class Text {

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";

    /** Stands for an image in a text. */
    private static final char OBJECT = '\uFFFC';

    private final List<String> clusters;
    private final TextStyle style;

    /** Where each cluster begins in {@link #shown}, and where the last one ends. */
    private final int[] starts;

    private final StringBuilder shown = new StringBuilder();
    private final Map<Integer, BufferedImage> images = new HashMap<>();
    private final AttributedString attributed;

    Text(String text, TextStyle style) {
        this(GraphemeClusters.of(text), style);
    }

    private Text(List<String> clusters, TextStyle style) {
        this.clusters = clusters;
        this.style = style;
        starts = new int[clusters.size() + 1];
        var fonts = new Font[clusters.size()];
        for (var i = 0; i < fonts.length; i++) {
            starts[i] = shown.length();
            fonts[i] = append(clusters.get(i));
        }
        starts[fonts.length] = shown.length();
        attributed = new AttributedString(shown.toString());
        attribute(fonts);
    }

    private Font append(String cluster) {
        var emoji = EmojiImages.bundled().of(cluster, Picture.emojiSide(style));
        for (var image : emoji) {
            images.put(shown.length(), image);
            shown.append(OBJECT);
        }
        if (!emoji.isEmpty()) {
            return Fonts.bundled().latin(style);
        }
        shown.append(cluster);
        return Fonts.bundled().of(cluster, style);
    }

    private void attribute(Font[] fonts) {
        var from = 0;
        for (var to = 1; to <= fonts.length; to++) {
            if (to == fonts.length || !fonts[to].equals(fonts[from])) {
                attributed.addAttribute(TextAttribute.FONT, fonts[from], starts[from], starts[to]);
                from = to;
            }
        }
        images.forEach((at, image) ->
                attributed.addAttribute(
                        TextAttribute.CHAR_REPLACEMENT, new Inline(image), at, at + 1));
    }

    /** All of it in one line, or as much as fits, and an ellipsis. */
    Line fit(double width) {
        if (clusters.isEmpty()) {
            return Line.EMPTY;
        }
        var whole = whole();
        return whole.width() <= width ? whole : cut(width);
    }

    private Line whole() {
        return new Line(new TextLayout(attributed.getIterator(), EXACT), images);
    }

    private Line cut(double width) {
        var ellipsis = new Text(List.of(ELLIPSIS), style).whole();
        var room = Math.max(0, width - ellipsis.width());
        var fits = new TextMeasurer(attributed.getIterator(), EXACT);
        var end = fits.getLineBreakIndex(0, (float) room);
        var kept = new ArrayList<String>();
        for (var i = 0; i < clusters.size() && starts[i + 1] <= end; i++) {
            kept.add(clusters.get(i));
        }
        while (!kept.isEmpty() && kept.getLast().isBlank()) {
            kept.removeLast();
        }
        kept.add(ELLIPSIS);
        return new Text(kept, style).whole();
    }

    /** Lines of at most that width; of the last one an ellipsis says that there is more. */
    List<Line> wrap(double width, int most) {
        var lines = new ArrayList<Line>();
        if (clusters.isEmpty()) {
            return lines;
        }
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        var measurer = new LineBreakMeasurer(attributed.getIterator(), breaks, EXACT);
        while (measurer.getPosition() < shown.length()) {
            var start = measurer.getPosition();
            if (lines.size() == most - 1) {
                lines.add(from(start).fit(width));
                return lines;
            }
            var layout = measurer.nextLayout((float) width);
            lines.add(new Line(layout, imagesFrom(start, measurer.getPosition())));
        }
        return lines;
    }

    private Text from(int start) {
        var first = 0;
        while (starts[first] < start) {
            first++;
        }
        return new Text(clusters.subList(first, clusters.size()), style);
    }

    private Map<Integer, BufferedImage> imagesFrom(int start, int end) {
        var within = new HashMap<Integer, BufferedImage>();
        images.forEach((at, image) -> {
            if (at >= start && at < end) {
                within.put(at - start, image);
            }
        });
        return within;
    }

    /** One line, ready to be drawn. */
    static final class Line {

        static final Line EMPTY = new Line();

        private final List<TextLayout> layout;
        private final Map<Integer, BufferedImage> images;

        private Line() {
            layout = List.of();
            images = Map.of();
        }

        Line(TextLayout layout, Map<Integer, BufferedImage> images) {
            this.layout = List.of(layout);
            this.images = images;
        }

        double width() {
            return layout.stream().mapToDouble(TextLayout::getAdvance).sum();
        }

        boolean isLeftToRight() {
            return layout.stream().allMatch(TextLayout::isLeftToRight);
        }

        /** Outlines and not the rasterizer's hinted glyphs, so that all machines draw the same. */
        void draw(Graphics2D pen, double x, double baseline) {
            for (var each : layout) {
                pen.fill(each.getOutline(AffineTransform.getTranslateInstance(x, baseline)));
                images.forEach((at, image) -> {
                    var box = each.getLogicalHighlightShape(at, at + 1).getBounds2D();
                    var top = baseline - Inline.ascent(image);
                    pen.drawImage(
                            image,
                            (int) Math.round(x + box.getX() + Inline.SIDE_BEARING),
                            (int) Math.round(top),
                            null);
                });
            }
        }
    }

    /** Room for an image in a line; the image itself is drawn with the line. */
    private static final class Inline extends GraphicAttribute {

        static final int SIDE_BEARING = 1;
        private static final double ABOVE_BASELINE = 0.8;

        private final BufferedImage image;

        Inline(BufferedImage image) {
            super(ROMAN_BASELINE);
            this.image = image;
        }

        static double ascent(BufferedImage image) {
            return image.getHeight() * ABOVE_BASELINE;
        }

        @Override
        public float getAscent() {
            return (float) ascent(image);
        }

        @Override
        public float getDescent() {
            return image.getHeight() - getAscent();
        }

        @Override
        public float getAdvance() {
            return image.getWidth() + 2 * SIDE_BEARING;
        }

        @Override
        public Rectangle2D getBounds() {
            return new Rectangle2D.Float(0, -getAscent(), getAdvance(), image.getHeight());
        }

        @Override
        public Shape getOutline(AffineTransform where) {
            return new Path2D.Float();
        }

        @Override
        public void draw(Graphics2D pen, float x, float y) {
            // The line draws it.
        }
    }
}
