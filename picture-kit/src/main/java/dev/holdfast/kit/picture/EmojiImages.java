package dev.holdfast.kit.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Emoji as images, since Java2D draws no color fonts. Safe for any thread.
 *
 * <p>The file {@code emoji.pack} is made by {@code picture-kit/assets/emoji.py}, which says what is
 * in it.
 */
final class EmojiImages {

    /**
     * Decoded and scaled images that are kept: 16 KiB each at 64 pixels, 4 bytes for each pixel.
     */
    private static final int MOST_KEPT = 512;

    private static final Pattern SKIN = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}]");
    private static final Pattern JOINER =
            Pattern.compile(Character.toString(GraphemeClusters.JOINER));

    private final byte[] pack;
    private final Map<String, Place> places;
    private final Map<Sized, BufferedImage> kept =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<Sized, BufferedImage> eldest) {
                            return size() > MOST_KEPT;
                        }
                    });

    private record Place(int offset, int length) {}

    private record Sized(String key, int side) {}

    private EmojiImages(byte[] pack, Map<String, Place> places) {
        this.pack = pack;
        this.places = places;
    }

    /** Loaded when first asked for. */
    static EmojiImages bundled() {
        return Bundled.EMOJI;
    }

    private static EmojiImages load() {
        try (var file = EmojiImages.class.getResourceAsStream("emoji.pack")) {
            if (file == null) {
                throw new IllegalStateException("emoji.pack is not in the jar.");
            }
            var pack = file.readAllBytes();
            var end = endOfIndex(pack);
            var index = new String(pack, 0, end, StandardCharsets.US_ASCII);
            var places = new HashMap<String, Place>();
            var offset = end + 2;
            for (var line : index.lines().toList()) {
                var tab = line.indexOf('\t');
                var length = Integer.parseInt(line.substring(tab + 1));
                places.put(line.substring(0, tab), new Place(offset, length));
                offset += length;
            }
            return new EmojiImages(pack, Map.copyOf(places));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int endOfIndex(byte[] pack) {
        var at = 0;
        while (pack[at] != '\n' || pack[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    /**
     * The images that show a cluster: one, or several where it is joined in a way that has no image
     * of its own, or none where it is text.
     *
     * @param side of each image in pixels
     */
    List<BufferedImage> of(String cluster, int side) {
        if (isText(cluster)) {
            return List.of();
        }
        return image(cluster, side)
                .or(() -> image(SKIN.matcher(cluster).replaceAll(""), side))
                .map(List::of)
                .orElseGet(() -> parts(cluster, side));
    }

    private List<BufferedImage> parts(String cluster, int side) {
        return JOINER.splitAsStream(cluster).flatMap(part -> image(part, side).stream()).toList();
    }

    /** Such as © and ♥, which are emoji only where U+FE0F says so. */
    private static boolean isText(String cluster) {
        var first = cluster.codePointAt(0);
        var rest = cluster.substring(Character.charCount(first));
        return rest.isEmpty()
                ? !Character.isEmojiPresentation(first) && Fonts.bundled().has(cluster)
                : rest.indexOf(GraphemeClusters.TEXT_FORM) >= 0;
    }

    private Optional<BufferedImage> image(String cluster, int side) {
        var key =
                cluster.codePoints()
                        .filter(point -> point != GraphemeClusters.EMOJI_FORM)
                        .mapToObj(Integer::toHexString)
                        .collect(Collectors.joining("-"));
        var place = places.get(key);
        return place == null
                ? Optional.empty()
                : Optional.of(
                        kept.computeIfAbsent(
                                new Sized(key, side), _ -> Scaling.to(decoded(place), side)));
    }

    private BufferedImage decoded(Place place) {
        try {
            return ImageIO.read(new ByteArrayInputStream(pack, place.offset(), place.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bundled {
        static final EmojiImages EMOJI = load();
    }
}
