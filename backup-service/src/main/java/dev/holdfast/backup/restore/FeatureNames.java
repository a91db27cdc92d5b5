package dev.holdfast.backup.restore;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What people call the features of all services. Safe for any thread. */
@Singleton
public final class FeatureNames {

    private final Texts texts = Texts.of("restore");

    /** Such as {@code Role rules}; of one that has no name here, its folder's. */
    public String of(Invocation invocation, String feature) {
        return of(Locale.forLanguageTag(invocation.locale()), feature);
    }

    /** The same in that language. */
    public String of(Locale language, String feature) {
        var key = "feature." + feature;
        return texts.has(key) ? texts.say(language, key) : spelled(feature);
    }

    private static String spelled(String feature) {
        var words = feature.replace('_', ' ').replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
