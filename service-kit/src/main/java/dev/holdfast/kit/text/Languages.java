package dev.holdfast.kit.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The languages that there are sentences in. */
public final class Languages {

    /**
     * Besides English.
     *
     * @see <a href="https://docs.discord.com/developers/reference#locales">Discord: locales</a>
     */
    private static final Set<String> CANDIDATES =
            Set.of(
                    "ar", "bg", "cs", "da", "de", "el", "es", "fi", "fr", "hi", "hr", "hu", "id",
                    "it", "ja", "ko", "lt", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr",
                    "uk", "vi", "zh");

    private Languages() {}

    /** English first, then every one that the kit's own sentences are translated to. */
    public static List<Locale> available() {
        return Stream.concat(
                        Stream.of(Locale.ENGLISH),
                        CANDIDATES.stream()
                                .filter(Languages::isThere)
                                .sorted()
                                .map(Locale::forLanguageTag))
                .toList();
    }

    private static boolean isThere(String language) {
        return Languages.class.getResource("/text/kit_%s.properties".formatted(language)) != null;
    }
}
