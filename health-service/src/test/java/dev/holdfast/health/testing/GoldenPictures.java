package dev.holdfast.health.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Pictures beside those that are committed, of which letters may differ a little by machine. */
public final class GoldenPictures {

    private static final Path GOLDEN = Path.of("src/test/resources/pictures");

    /** Of 255 in each color; and of 10,000 pixels so many may differ by more. */
    private static final int TOLERANCE = 12;

    private static final int MOST_IN_TEN_THOUSAND = 2;

    private GoldenPictures() {}

    /**
     * After a change that is meant, run once with {@code -Dpictures.update=true} and look at it.
     */
    public static void assertSame(String name, byte[] png) throws IOException {
        var file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("pictures.update")) {
            Files.createDirectories(GOLDEN);
            Files.write(file, png);
        }
        var drawn = ImageIO.read(new ByteArrayInputStream(png));
        var expected = ImageIO.read(file.toFile());
        assertEquals(expected.getWidth(), drawn.getWidth(), "width");
        assertEquals(expected.getHeight(), drawn.getHeight(), "height");
        var different = 0L;
        for (var y = 0; y < drawn.getHeight(); y++) {
            for (var x = 0; x < drawn.getWidth(); x++) {
                different += differs(expected.getRGB(x, y), drawn.getRGB(x, y)) ? 1 : 0;
            }
        }
        var most = (long) drawn.getWidth() * drawn.getHeight() * MOST_IN_TEN_THOUSAND / 10_000;
        assertTrue(different <= most, "%d pixels of %s differ".formatted(different, file));
    }

    private static boolean differs(int one, int other) {
        return Stream.of(0, 8, 16)
                .anyMatch(shift ->
                        Math.abs(((one >> shift) & 0xFF) - ((other >> shift) & 0xFF)) > TOLERANCE);
    }
}
