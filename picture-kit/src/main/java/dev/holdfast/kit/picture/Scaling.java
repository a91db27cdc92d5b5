package dev.holdfast.kit.picture;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Images made smaller or larger. */
final class Scaling {

    private Scaling() {}

    /** A square, smooth and the same everywhere: halved as long as that fits, then interpolated. */
    static BufferedImage to(BufferedImage image, int side) {
        var scaled = image;
        while (Math.min(scaled.getWidth(), scaled.getHeight()) >= 2 * side) {
            scaled = redrawn(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2);
        }
        return redrawn(scaled, side, side);
    }

    /** Of a rectangle the middle. */
    static BufferedImage squared(BufferedImage image) {
        var side = Math.min(image.getWidth(), image.getHeight());
        return image.getSubimage(
                (image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side);
    }

    private static BufferedImage redrawn(BufferedImage image, int width, int height) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        var pen = drawn.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }
}
