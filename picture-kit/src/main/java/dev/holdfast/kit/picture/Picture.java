package dev.holdfast.kit.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * A canvas. All lengths are pixels, from the top left corner. The same calls make the same picture
 * on every machine. One thread draws on it; any number of pictures may be drawn at a time.
 */
public final class Picture {

    private static final int LONGEST_SIDE = 2_000;
    private static final double EMOJI = 1.2;
    private static final double LINE_HEIGHT = 1.4;
    private static final double INITIAL = 0.45;
    private static final double MIDDLE_OF_LETTERS = 0.36;
    private static final float SMALLEST_INITIAL = 8;
    private static final float LARGEST_INITIAL = 96;

    private final BufferedImage image;
    private final Graphics2D pen;

    /**
     * An empty picture.
     *
     * @throws IllegalArgumentException where a side is not 1 to 2,000 pixels
     */
    public Picture(int width, int height) {
        if (Math.min(width, height) < 1 || Math.max(width, height) > LONGEST_SIDE) {
            throw new IllegalArgumentException("A picture's sides are 1 to 2,000 pixels.");
        }
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.setColor(Palette.BACKGROUND);
        pen.fillRect(0, 0, width, height);
    }

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }

    static int emojiSide(TextStyle style) {
        return (int) Math.round(style.size() * EMOJI);
    }

    /** How wide a text is in one line. */
    public static double width(String text, TextStyle style) {
        return new Text(text, style).fit(Double.MAX_VALUE).width();
    }

    /**
     * One line that begins at {@code x}, in whatever direction it is read. What is wider than
     * {@code most} ends in an ellipsis.
     *
     * @return how wide it became
     */
    public double text(String text, TextStyle style, double x, double baseline, double most) {
        return draw(new Text(text, style).fit(most), style, x, baseline);
    }

    /**
     * One line that ends at {@code right}.
     *
     * @return how wide it became
     */
    public double textBefore(
            String text, TextStyle style, double right, double baseline, double most) {
        var line = new Text(text, style).fit(most);
        return draw(line, style, right - line.width(), baseline);
    }

    /**
     * Several lines, at the side where their reader begins. What needs more than {@code lines} ends
     * in an ellipsis.
     *
     * @return the baseline of a line below
     */
    public double paragraph(
            String text, TextStyle style, double x, double baseline, double width, int lines) {
        var at = baseline;
        for (var line : new Text(text, style).wrap(width, lines)) {
            draw(line, style, line.isLeftToRight() ? x : x + width - line.width(), at);
            at += style.size() * LINE_HEIGHT;
        }
        return at;
    }

    private double draw(Text.Line line, TextStyle style, double x, double baseline) {
        pen.setColor(style.color());
        line.draw(pen, x, baseline);
        return line.width();
    }

    /** A filled rectangle with round corners. */
    public void panel(Color color, double x, double y, double width, double height, double corner) {
        pen.setColor(color);
        pen.fill(new RoundRectangle2D.Double(x, y, width, height, 2 * corner, 2 * corner));
    }

    /**
     * A bar that is filled from the left.
     *
     * @param part how much of it, 0 to 1; what is beyond counts as the nearer of them
     */
    public void progress(
            double part, Color color, double x, double y, double width, double height) {
        panel(Palette.RULE, x, y, width, height, height / 2);
        var filled = Double.isNaN(part) ? 0 : width * Math.clamp(part, 0, 1);
        if (filled > 0) {
            panel(color, x, y, Math.max(filled, height), height, height / 2);
        }
    }

    /** Somebody's picture in a circle. */
    public void avatar(Avatar avatar, int x, int y, int diameter) {
        var circle = new Ellipse2D.Double(x, y, diameter, diameter);
        if (avatar.image().isEmpty()) {
            initial(avatar.name(), circle);
            return;
        }
        pen.setColor(Palette.PANEL);
        pen.fill(circle);
        pen.setPaint(
                new TexturePaint(
                        Scaling.to(avatar.image().get(), diameter),
                        new Rectangle2D.Double(x, y, diameter, diameter)));
        pen.fill(circle);
    }

    private void initial(String name, Ellipse2D circle) {
        pen.setColor(Palette.SERIES.get(Math.floorMod(name.hashCode(), Palette.SERIES.size())));
        pen.fill(circle);
        var size = (float) (circle.getWidth() * INITIAL);
        var style =
                TextStyle.bold(Math.clamp(size, SMALLEST_INITIAL, LARGEST_INITIAL))
                        .in(Palette.BACKGROUND);
        var first = GraphemeClusters.of(name).stream().filter(it -> !it.isBlank()).findFirst();
        var line = new Text(first.orElse("?"), style).fit(Double.MAX_VALUE);
        var baseline = circle.getCenterY() + style.size() * MIDDLE_OF_LETTERS;
        draw(line, style, circle.getCenterX() - line.width() / 2, baseline);
    }

    /** What draws on it besides, such as a chart. */
    Graphics2D pen() {
        return pen;
    }

    BufferedImage image() {
        return image;
    }

    /** The picture as a file. */
    public byte[] png() {
        return Png.encoded(image);
    }
}
