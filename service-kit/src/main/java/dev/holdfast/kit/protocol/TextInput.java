package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A field of a modal.
 *
 * @param id what the command finds the text by, 1 to 100 characters
 * @param label 1 to 45 characters
 * @param least the fewest characters, 0 to 4,000
 * @param most the most characters, 1 to 4,000
 * @param value what stands in it already
 * @param placeholder shown while it is empty; at most 100 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextInput(
        String id,
        String label,
        Style style,
        boolean required,
        int least,
        int most,
        @Nullable String value,
        @Nullable String placeholder) {

    static final int LONGEST = 4_000;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_LABEL = 45;

    /** How much room there is. */
    public enum Style {
        LINE(1),
        PARAGRAPH(2);

        private final int discord;

        Style(int discord) {
            this.discord = discord;
        }

        /** The number by which Discord's API knows it. */
        public int discord() {
            return discord;
        }
    }

    public TextInput {
        Required.length("an input's id", id, 1, LONGEST_ID);
        Required.length("an input's label", label, 1, LONGEST_LABEL);
        if (least < 0 || most < 1 || most > LONGEST || least > most) {
            throw new IllegalArgumentException("An input takes up to 4,000 characters.");
        }
        if (value != null) {
            Required.length("an input's value", value, 0, most);
        }
        if (placeholder != null) {
            Required.length("an input's placeholder", placeholder, 0, LONGEST_ID);
        }
    }

    /** One line that must be filled in. */
    public static TextInput line(String id, String label) {
        return new TextInput(id, label, Style.LINE, true, 0, LONGEST, null, null);
    }

    public TextInput paragraph() {
        return new TextInput(id, label, Style.PARAGRAPH, required, least, most, value, placeholder);
    }

    public TextInput optional() {
        return new TextInput(id, label, style, false, least, most, value, placeholder);
    }

    public TextInput between(int fewest, int greatest) {
        return new TextInput(id, label, style, required, fewest, greatest, value, placeholder);
    }

    public TextInput filled(String text) {
        return new TextInput(id, label, style, required, least, most, text, placeholder);
    }

    public TextInput placeholder(String text) {
        return new TextInput(id, label, style, required, least, most, value, text);
    }
}
