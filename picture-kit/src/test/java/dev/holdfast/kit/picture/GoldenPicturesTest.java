package dev.holdfast.kit.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures beside those in {@code src/test/resources/pictures}; {@code -Dpictures.update=true}
 * writes them anew. Look at each one then.
 */
final class GoldenPicturesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/pictures");
    private static final Path FAILED = Path.of("target/pictures");

    /** Of 255 in each color; and of 10,000 pixels so many may differ by more. */
    private static final int TOLERANCE = 12;

    private static final int MOST_IN_TEN_THOUSAND = 2;

    static Stream<Arguments> pictures() {
        return Stream.of(
                golden("profile", Samples::profile),
                golden("board", Samples::board),
                golden("lines", Samples::lines),
                golden("bars", Samples::bars),
                golden("letters", () -> DistortedLetters.draw("KFX3H9", 5)),
                golden("letters-other", () -> DistortedLetters.draw("ACDRUM", 77)));
    }

    private static Arguments golden(String name, Supplier<Picture> drawing) {
        return Arguments.of(name, drawing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void looksAsItDid(String name, Supplier<Picture> drawing) throws IOException {
        var png = drawing.get().png();
        var golden = GOLDEN.resolve(name + ".png");
        if (Boolean.getBoolean("pictures.update")) {
            Files.createDirectories(GOLDEN);
            Files.write(golden, png);
        }
        var drawn = ImageIO.read(new ByteArrayInputStream(png));
        var expected = ImageIO.read(golden.toFile());
        assertEquals(expected.getWidth(), drawn.getWidth(), "width");
        assertEquals(expected.getHeight(), drawn.getHeight(), "height");
        var difference = new BufferedImage(drawn.getWidth(), drawn.getHeight(), expected.getType());
        var different = compare(expected, drawn, difference);
        var most = (long) drawn.getWidth() * drawn.getHeight() * MOST_IN_TEN_THOUSAND / 10_000;
        if (different > most) {
            Files.createDirectories(FAILED);
            Files.write(FAILED.resolve(name + ".png"), png);
            ImageIO.write(difference, "png", FAILED.resolve(name + "-difference.png").toFile());
        }
        assertTrue(
                different <= most,
                "%d pixels of %s differ; see %s"
                        .formatted(different, golden, FAILED.toAbsolutePath()));
    }

    /** Draws the expected picture dimmed, and red where the other one differs. */
    private static long compare(BufferedImage one, BufferedImage other, BufferedImage difference) {
        var different = 0L;
        for (var y = 0; y < one.getHeight(); y++) {
            for (var x = 0; x < one.getWidth(); x++) {
                var differs = differs(one.getRGB(x, y), other.getRGB(x, y));
                difference.setRGB(
                        x,
                        y,
                        differs ? 0xFFFF0000 : 0xFF000000 | ((one.getRGB(x, y) >> 2) & 0x3F3F3F));
                different += differs ? 1 : 0;
            }
        }
        return different;
    }

    private static boolean differs(int one, int other) {
        return Stream.of(0, 8, 16)
                .anyMatch(shift ->
                        Math.abs(((one >> shift) & 0xFF) - ((other >> shift) & 0xFF)) > TOLERANCE);
    }
}
