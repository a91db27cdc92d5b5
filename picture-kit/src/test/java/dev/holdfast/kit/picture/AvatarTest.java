package dev.holdfast.kit.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AvatarTest {

    private final byte[] png = new Picture(40, 20).png();

    @Test
    void takesTheMiddleOfAPicture() {
        var image = Avatar.of(png, "A").image().orElseThrow();
        assertEquals(List.of(20, 20), List.of(image.getWidth(), image.getHeight()));
    }

    @Test
    void whatIsNoPictureCountsAsNone() {
        for (var file :
                List.of(
                        new byte[0],
                        "<svg/>".getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOf(png, png.length / 2),
                        new byte[5 * 1024 * 1024])) {
            assertTrue(Avatar.of(file, "A").image().isEmpty());
        }
    }

    @Test
    void aPictureOfMoreThan2048PixelsASideIsNotDecoded() {
        var wide = new BufferedImage(2_049, 20, BufferedImage.TYPE_INT_RGB);
        assertTrue(Avatar.of(Png.encoded(wide), "A").image().isEmpty());
    }

    @Test
    void ofALargePicture512PixelsASideAreKept() {
        for (var side : List.of(2_048, 700, 512)) {
            var large = new BufferedImage(2_048, side, BufferedImage.TYPE_INT_RGB);
            var kept = Avatar.of(Png.encoded(large), "A").image().orElseThrow();
            assertEquals(List.of(512, 512), List.of(kept.getWidth(), kept.getHeight()));
        }
    }

    @Test
    void sidesAndSizesHaveBounds() {
        assertThrows(IllegalArgumentException.class, () -> new Picture(2_001, 10));
        assertThrows(IllegalArgumentException.class, () -> new Picture(10, 0));
        assertThrows(IllegalArgumentException.class, () -> TextStyle.plain(97));
        assertThrows(IllegalArgumentException.class, () -> new Board("", List.of()));
    }
}
