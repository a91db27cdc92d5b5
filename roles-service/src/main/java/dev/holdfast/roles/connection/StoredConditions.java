package dev.holdfast.roles.connection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;

/**
 * Reads conditions as rules' rows have them. All of a guild's rules are read for each change of a
 * member, so a text is parsed once. Safe for any thread.
 */
final class StoredConditions {

    /** Of 2,000 characters at most. */
    private static final int MOST = 2_000;

    private static final LoadingCache<String, Parsed> PARSED =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .build(text -> ConditionParser.parse(text, Vocabulary.stored()));

    private StoredConditions() {}

    /** Empty where the text is none. */
    static Optional<Condition> read(String text) {
        return PARSED.get(text) instanceof Parsed.Understood(var condition)
                ? Optional.of(condition)
                : Optional.empty();
    }
}
