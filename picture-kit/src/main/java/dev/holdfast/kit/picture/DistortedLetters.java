package dev.holdfast.kit.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Random;

/**
 * Letters that people read and machines read badly: each is turned, sheared and of another size,
 * the whole is bent, and curves as thick as the letters' strokes go across.
 */
public final class DistortedLetters {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final float SIZE = 96;
    private static final int MOST = 8;

    private static final double LARGEST_TURN = 0.27;
    private static final double LARGEST_SHEAR = 0.2;
    private static final double BEND = 9;
    private static final double FLATNESS = 0.4;
    private static final int CURVES = 5;
    private static final int CUTS = 2;
    private static final int DOTS = 420;

    private final Random random;
    private final Graphics2D pen;
    private final Picture picture = new Picture(WIDTH, HEIGHT);

    private DistortedLetters(long seed) {
        random = new Random(seed);
        pen = picture.pen();
    }

    /**
     * Draws them, 640 by 220 pixels.
     *
     * @param letters 1 to 8
     * @param seed the same one makes the same picture
     */
    public static Picture draw(String letters, long seed) {
        if (letters.isEmpty() || letters.length() > MOST) {
            throw new IllegalArgumentException("1 to 8 letters are drawn.");
        }
        var drawing = new DistortedLetters(seed);
        drawing.dots();
        drawing.letters(letters);
        drawing.curves();
        return drawing.picture;
    }

    private void dots() {
        for (var i = 0; i < DOTS; i++) {
            pen.setColor(faint(color()));
            var side = between(2, 7);
            pen.fill(new Ellipse2D.Double(between(0, WIDTH), between(0, HEIGHT), side, side));
        }
    }

    private void letters(String letters) {
        var step = (WIDTH - SIZE) / letters.length();
        var phase = between(0, 2 * Math.PI);
        var first = random.nextInt(Palette.SERIES.size());
        for (var i = 0; i < letters.length(); i++) {
            var x = SIZE / 2 + step * (i + 0.5) + between(-8, 8);
            var y = HEIGHT / 2.0 + between(-20, 20);
            // No two that meet have one color.
            pen.setColor(Palette.SERIES.get((first + i) % Palette.SERIES.size()));
            pen.fill(bent(letter(letters.substring(i, i + 1), x, y), phase));
        }
    }

    /** Around that point. */
    private Shape letter(String letter, double x, double y) {
        var font = Fonts.bundled().of(letter, TextStyle.bold(SIZE));
        var context = new FontRenderContext(null, true, true);
        var outline = font.createGlyphVector(context, letter).getOutline();
        var box = outline.getBounds2D();
        var place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(between(-LARGEST_TURN, LARGEST_TURN));
        place.shear(between(-LARGEST_SHEAR, LARGEST_SHEAR), 0);
        var scale = between(1.2, 1.5);
        place.scale(scale, scale);
        place.translate(-box.getCenterX(), -box.getCenterY());
        return place.createTransformedShape(outline);
    }

    private static Shape bent(Shape shape, double phase) {
        var bent = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var point = new double[6];
        for (var each = shape.getPathIterator(null, FLATNESS); !each.isDone(); each.next()) {
            var kind = each.currentSegment(point);
            var x = point[0] + BEND * Math.sin(point[1] / 34 + phase);
            var y = point[1] + BEND * Math.sin(point[0] / 46 + phase);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> bent.moveTo(x, y);
                case PathIterator.SEG_LINETO -> bent.lineTo(x, y);
                case PathIterator.SEG_CLOSE -> bent.closePath();
                default -> throw new IllegalStateException("a flat path has lines only");
            }
        }
        return bent;
    }

    /** Some in the letters' colors, and some in the background's, which cut through letters. */
    private void curves() {
        for (var i = 0; i < CURVES + CUTS; i++) {
            var isCut = i >= CURVES;
            pen.setColor(isCut ? Palette.BACKGROUND : color());
            pen.setStroke(new BasicStroke((float) (isCut ? between(2, 3) : between(2.5, 4))));
            pen.draw(
                    new CubicCurve2D.Double(
                            between(-20, 60),
                            between(0, HEIGHT),
                            between(WIDTH * 0.2, WIDTH * 0.5),
                            between(-60, HEIGHT + 60),
                            between(WIDTH * 0.5, WIDTH * 0.8),
                            between(-60, HEIGHT + 60),
                            between(WIDTH - 60, WIDTH + 20),
                            between(0, HEIGHT)));
        }
    }

    private Color color() {
        return Palette.SERIES.get(random.nextInt(Palette.SERIES.size()));
    }

    private static Color faint(Color color) {
        return new Color(color.getRed() / 2, color.getGreen() / 2, color.getBlue() / 2);
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }
}
