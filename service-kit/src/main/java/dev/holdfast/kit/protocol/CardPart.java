package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One part of a {@link Card}. Each kind is known by its fields, which no other has. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(CardPart.Line.class),
    @JsonSubTypes.Type(CardPart.Field.class),
    @JsonSubTypes.Type(CardPart.Item.class),
    @JsonSubTypes.Type(CardPart.Person.class),
    @JsonSubTypes.Type(CardPart.Divider.class),
    @JsonSubTypes.Type(CardPart.Picture.class)
})
@Schema(
        oneOf = {
            CardPart.Line.class,
            CardPart.Field.class,
            CardPart.Item.class,
            CardPart.Person.class,
            CardPart.Divider.class,
            CardPart.Picture.class
        })
public sealed interface CardPart {

    /** Its words without what they look like. */
    default String words() {
        return switch (this) {
            case Line(var line) -> line;
            case Field(var name, var value) -> name + ": " + value;
            case Item(var item) -> item;
            case Person(_, var text) -> text;
            case Divider _ -> "";
            case Picture(_, var description) -> description;
        };
    }

    /** Whether there is something to read in it. */
    default boolean says() {
        return !(this instanceof Divider);
    }

    /** Text. */
    record Line(String line) implements CardPart {

        public Line {
            present("line", line);
        }
    }

    /** A name with its value. */
    record Field(String name, String value) implements CardPart {

        public Field {
            present("name", name);
            present("value", value);
        }
    }

    /** One line of a list. */
    record Item(String item) implements CardPart {

        public Item {
            present("item", item);
        }
    }

    /** A line with somebody's avatar beside it. */
    record Person(UserId person, String text) implements CardPart {

        public Person {
            Required.field("person", person);
            present("text", text);
        }
    }

    /** Space, with a line across it or without. */
    record Divider(boolean divider) implements CardPart {}

    /**
     * A file of the same message, shown as a picture.
     *
     * @param picture the file's name
     * @param description 1 to 1,024 characters, for who does not see it
     */
    record Picture(String picture, String description) implements CardPart {

        private static final int LONGEST = 1_024;

        public Picture {
            present("picture", picture);
            Required.length("a picture's description", description, 1, LONGEST);
        }
    }

    private static void present(String name, String text) {
        Required.field(name, text);
        if (text.isBlank()) {
            throw new IllegalArgumentException("A card's %s says something.".formatted(name));
        }
    }
}
