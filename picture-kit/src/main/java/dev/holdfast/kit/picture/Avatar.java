package dev.holdfast.kit.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Somebody's picture, or where there is none the first character of their name.
 *
 * @param name whose it is
 */
public record Avatar(Optional<BufferedImage> image, String name) {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int LONGEST_SIDE = 2_048;

    /** What is larger is scaled down as it is decoded: 1 MiB is kept of it, not 16. */
    private static final int KEPT_SIDE = 512;

    /** No picture. */
    public static Avatar named(String name) {
        return new Avatar(Optional.empty(), name);
    }

    /**
     * A PNG, JPEG or GIF (its first frame). What is none, is broken, or has over 4 MiB or 2,048
     * pixels a side counts as no picture: people upload what they like. Of more than 512 pixels a
     * side, 512 are kept.
     */
    public static Avatar of(byte[] file, String name) {
        return new Avatar(decoded(file), name);
    }

    private static Optional<BufferedImage> decoded(byte[] file) {
        if (file.length > MOST_BYTES) {
            return Optional.empty();
        }
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(input);
                // Asked before it is decoded: a small file may claim to be a huge picture.
                var longest = Math.max(reader.getWidth(0), reader.getHeight(0));
                return longest > LONGEST_SIDE ? Optional.empty() : Optional.of(read(reader));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException _) {
            // The decoders throw nearly anything at a broken file.
            return Optional.empty();
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        var step = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / KEPT_SIDE);
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        var square = Scaling.squared(reader.read(0, how));
        return square.getWidth() > KEPT_SIDE ? Scaling.to(square, KEPT_SIDE) : square;
    }
}
