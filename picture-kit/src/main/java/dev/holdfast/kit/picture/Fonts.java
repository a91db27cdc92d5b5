package dev.holdfast.kit.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fonts in this jar, and no others, so that a picture is the same on every machine. Safe for
 * any thread.
 */
final class Fonts {

    private static final List<String> PLAIN =
            List.of(
                    "Latin.ttf",
                    "Arabic.ttf",
                    "Hebrew.ttf",
                    "Devanagari.ttf",
                    "Thai.ttf",
                    "CJK.otf",
                    "Symbols.ttf",
                    "Symbols2.ttf",
                    "Math.ttf");

    private static final List<String> BOLD = List.of("Latin-Bold.ttf", "Arabic-Bold.ttf");

    private static final String FONT_CONFIGURATION = "sun.awt.fontconfig";
    private static final String NO_FONTS = "version=1\nsequence.allfonts=default\n";

    private final List<Font> plain;
    private final List<Font> bold;

    private Fonts(List<Font> plain, List<Font> bold) {
        this.plain = plain;
        this.bold = bold;
    }

    private static Fonts load() {
        withoutThoseOfTheMachine();
        var plain = PLAIN.stream().map(Fonts::read).toList();
        // What has no bold font of its own is emboldened.
        var emboldened = plain.stream().skip(BOLD.size()).map(font -> font.deriveFont(Font.BOLD));
        return new Fonts(plain, Stream.concat(BOLD.stream().map(Fonts::read), emboldened).toList());
    }

    /** Loaded when first asked for, which takes some tenths of a second. */
    static Fonts bundled() {
        return Bundled.FONTS;
    }

    /**
     * The JDK asks the machine's fontconfig which fonts it has before it takes any, and a server
     * without fontconfig has none. A file of its own format answers in its place: none.
     */
    private static void withoutThoseOfTheMachine() {
        if (!System.getProperty("os.name").equals("Linux")
                || System.getProperty(FONT_CONFIGURATION) != null) {
            return;
        }
        try {
            var file = Files.createTempFile("holdfast-fonts", ".properties");
            file.toFile().deleteOnExit();
            Files.writeString(file, NO_FONTS);
            System.setProperty(FONT_CONFIGURATION, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Fonts need a folder for temporary files (java.io.tmpdir).", e);
        }
    }

    private static Font read(String name) {
        try (var file = Fonts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The font %s is not in the jar.".formatted(name));
            }
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("The font %s is broken.".formatted(name), e);
        }
    }

    /** The first font that has the whole cluster, else its first character, else any. */
    Font of(String cluster, TextStyle style) {
        var chain = style.bold() ? bold : plain;
        return chain.stream()
                .filter(font -> has(font, cluster))
                .findFirst()
                .or(() ->
                        chain.stream()
                                .filter(font -> font.canDisplay(cluster.codePointAt(0)))
                                .findFirst())
                .orElse(chain.getFirst())
                .deriveFont(style.size());
    }

    /** The font of Latin letters and digits. */
    Font latin(TextStyle style) {
        return (style.bold() ? bold : plain).getFirst().deriveFont(style.size());
    }

    boolean has(String cluster) {
        return plain.stream().anyMatch(font -> has(font, cluster));
    }

    private static boolean has(Font font, String cluster) {
        return cluster.codePoints()
                .allMatch(point -> GraphemeClusters.isInvisible(point) || font.canDisplay(point));
    }

    private static final class Bundled {
        static final Fonts FONTS = load();
    }
}
