package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a {@link SheetSpec}, for whoever draws or changes it: values are texts as people
 * write them.
 *
 * @param key what it is changed by, 1 to 32 lower-case characters; unique in its service
 * @param title what people call it, 1 to 45 characters
 * @param meaning what it does, in a sentence
 * @param least the least number, length or duration; {@code null}: no bound
 * @param most the greatest one; {@code null}: no bound
 * @param choices what it can be, where that is a short list
 * @param optional whether it may be empty: the empty text
 * @param defaultValue what it is where a guild set nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingSpec(
        String key,
        String title,
        String meaning,
        Kind kind,
        @Nullable String least,
        @Nullable String most,
        @AddedField List<OptionSpec.Choice> choices,
        @AddedField boolean optional,
        String defaultValue) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int LONGEST_TITLE = 45;

    /** What a setting holds. */
    public enum Kind {
        NUMBER,
        TEXT,
        CHOICE,
        DURATION,
        CHANNEL,
        ROLE,
        YES_NO,
        LANGUAGE,
        TIME_ZONE
    }

    public SettingSpec {
        choices = List.copyOf(choices);
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a setting's key: '%s'.".formatted(key));
        }
        Required.length("a setting's title", title, 1, LONGEST_TITLE);
        Required.field("meaning", meaning);
        Required.field("kind", kind);
        Required.field("defaultValue", defaultValue);
    }
}
