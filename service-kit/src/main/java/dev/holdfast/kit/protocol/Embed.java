package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A framed part of a message.
 *
 * @param title at most 256 characters
 * @param description at most 4,096 characters
 * @param color 0xRRGGBB
 * @param fields at most 25
 * @param footer at most 2,048 characters
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object">Discord:
 *     embeds</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Embed(
        @Nullable String title,
        @Nullable String description,
        @Nullable Integer color,
        List<Field> fields,
        @Nullable String footer,
        @Nullable Instant timestamp) {

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 4_096;
    private static final int LONGEST_FOOTER = 2_048;
    private static final int MOST_FIELDS = 25;

    /**
     * A name with its value.
     *
     * @param name 1 to 256 characters
     * @param value 1 to 1,024 characters
     * @param inline side by side with its neighbours
     */
    public record Field(String name, String value, boolean inline) {

        private static final int LONGEST_NAME = 256;
        private static final int LONGEST_VALUE = 1_024;

        public Field {
            checkPresent("field's name", name, LONGEST_NAME);
            checkPresent("field's value", value, LONGEST_VALUE);
        }
    }

    public Embed {
        fields = List.copyOf(fields);
        check("title", title, LONGEST_TITLE);
        check("description", description, LONGEST_DESCRIPTION);
        check("footer", footer, LONGEST_FOOTER);
        if (fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("An embed has at most 25 fields.");
        }
    }

    public static Embed titled(String title) {
        return new Embed(title, null, null, List.of(), null, null);
    }

    public Embed description(String text) {
        return new Embed(title, text, color, fields, footer, timestamp);
    }

    public Embed color(int rgb) {
        return new Embed(title, description, rgb, fields, footer, timestamp);
    }

    public Embed field(String name, String value, boolean inline) {
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value, inline));
        return new Embed(title, description, color, more, footer, timestamp);
    }

    public Embed footer(String text) {
        return new Embed(title, description, color, fields, text, timestamp);
    }

    /** How many of the 6,000 characters that a message's embeds may have it takes. */
    int length() {
        var texts = Stream.of(title, description, footer).filter(Objects::nonNull);
        var inFields = fields.stream().flatMap(field -> Stream.of(field.name(), field.value()));
        return Stream.concat(texts, inFields).mapToInt(Required::characters).sum();
    }

    private static void checkPresent(String what, String text, int longest) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("An embed's %s says something.".formatted(what));
        }
        check(what, text, longest);
    }

    private static void check(String what, @Nullable String text, int longest) {
        if (text != null && Required.characters(text) > longest) {
            throw new IllegalArgumentException(
                    "An embed's %s has at most %d characters.".formatted(what, longest));
        }
    }
}
