package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How values of one setting type are parsed, checked and shown. Immutable. */
public interface ValueKind {

    /** Its word in a manifest. */
    SettingSpec.Kind word();

    /**
     * The value that was written.
     *
     * @param title what people call the setting
     * @throws IllegalArgumentException with a sentence for the person, where it is none
     */
    Object read(String written, String title, Locale locale);

    /** Whether a value that was stored once may still be. */
    boolean allows(Object value);

    /** The value as {@link #read} reads it. */
    String write(Object value);

    /** The value in a sentence. */
    default String show(Object value) {
        return UserText.show(write(value));
    }

    /** The bounds as {@link #read} reads them; empty where there are none. */
    default Optional<Range> range() {
        return Optional.empty();
    }

    /** The bounds in a sentence; empty where there are none. */
    default String bounds(Locale locale) {
        return "";
    }

    /**
     * What it can be, where that is a short list.
     *
     * @param feature has a title for each of a record's own choices
     */
    default List<OptionSpec.Choice> choices(Texts feature, String key, Locale locale) {
        return List.of();
    }

    /** What fits what was typed so far, the best first; at most 25, none where anything goes. */
    default List<String> search(String typed) {
        return List.of();
    }

    /** The least and the greatest. */
    record Range(String least, String most) {}
}
