package dev.holdfast.kit.text;

import dev.holdfast.kit.protocol.Invocation;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The sentences of one feature, from {@code text/<feature>.properties} (English) and its
 * translations {@code text/<feature>_<language>.properties}. Immutable and safe for any thread.
 *
 * <p>The sentences are {@link MessageFormat} patterns: {@code {0}} stands for the first argument,
 * and a straight apostrophe is written twice (or as ’).
 */
public final class Texts {

    private final String feature;

    private Texts(String feature) {
        this.feature = feature;
    }

    /** The feature's sentences; fails at once where its bundle is missing. */
    public static Texts of(String feature) {
        bundle(feature, Locale.ENGLISH);
        return new Texts(feature);
    }

    /** The feature's sentences; empty where it has none. */
    public static Optional<Texts> ifThere(String feature) {
        try {
            return Optional.of(of(feature));
        } catch (MissingResourceException _) {
            return Optional.empty();
        }
    }

    /** Whether there is such a sentence. */
    public boolean has(String key) {
        return bundle(feature, Locale.ENGLISH).containsKey(key);
    }

    /** The sentence in the language of the person who asked. */
    public String say(Invocation invocation, String key, Object... arguments) {
        return say(Locale.forLanguageTag(invocation.locale()), key, arguments);
    }

    /** The sentence in the given language, else in English. */
    public String say(Locale locale, String key, Object... arguments) {
        // Numbers look the same in every language: 1,234 in one sentence is no 1.234 in another.
        return new MessageFormat(bundle(feature, locale).getString(key), Locale.ROOT)
                .format(arguments);
    }

    /** The sentence in English: what a command's description says to Discord. */
    public String english(String key, Object... arguments) {
        return say(Locale.ENGLISH, key, arguments);
    }

    private static ResourceBundle bundle(String feature, Locale locale)
            throws MissingResourceException {
        var loader = Thread.currentThread().getContextClassLoader();
        return ResourceBundle.getBundle(
                "text/" + feature,
                locale,
                loader,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
