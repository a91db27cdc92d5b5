package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a command answers; stored with its operation, so that a replay gets the very same. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Reply.Whisper.class, name = "whisper"),
    @JsonSubTypes.Type(value = Reply.Update.class, name = "update"),
    @JsonSubTypes.Type(value = Reply.Modal.class, name = "modal"),
    @JsonSubTypes.Type(value = Reply.Question.class, name = "question"),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = "refusal")
})
@Schema(
        oneOf = {
            Reply.Message.class,
            Reply.Whisper.class,
            Reply.Update.class,
            Reply.Modal.class,
            Reply.Question.class,
            Reply.Refusal.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "message", schema = Reply.Message.class),
            @DiscriminatorMapping(value = "whisper", schema = Reply.Whisper.class),
            @DiscriminatorMapping(value = "update", schema = Reply.Update.class),
            @DiscriminatorMapping(value = "modal", schema = Reply.Modal.class),
            @DiscriminatorMapping(value = "question", schema = Reply.Question.class),
            @DiscriminatorMapping(value = "refusal", schema = Reply.Refusal.class)
        })
public sealed interface Reply {

    /** Seen by everyone in the channel. */
    record Message(Content content) implements Reply {}

    /** Seen only by the person who asked. */
    record Whisper(Content content) implements Reply {}

    /** Takes the place of the message whose button was pressed, or whose modal was sent. */
    record Update(Content content) implements Reply {}

    /**
     * Asks for texts in a window. What is sent comes back by the state, once: whoever sends the
     * same window twice gets the same answer. Where no window can be opened, a button with the
     * state takes its place, so the command opens it again for a press with that state.
     *
     * @param title 1 to 45 characters
     * @param state comes back to the command with the texts; at most 40 characters fit well
     * @param inputs 1 to 5 of different ids
     * @param command the one of the service that gets what is sent, such as a slow one; {@code
     *     null}: the one that opened it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Modal(String title, String state, List<TextInput> inputs, @Nullable CommandPath command)
            implements Reply {

        private static final int LONGEST_TITLE = 45;
        private static final int MOST_INPUTS = 5;

        public Modal {
            inputs = List.copyOf(inputs);
            Required.length("a modal's title", title, 1, LONGEST_TITLE);
            var ids = inputs.stream().map(TextInput::id).distinct().count();
            if (inputs.isEmpty() || inputs.size() > MOST_INPUTS || ids < inputs.size()) {
                throw new IllegalArgumentException("A modal has 1 to 5 inputs of different ids.");
            }
        }

        public Modal(String title, String state, List<TextInput> inputs) {
            this(title, state, inputs, null);
        }

        /** What is sent goes to another command of the service, such as one behind controls. */
        public Modal leadingTo(String path) {
            return new Modal(title, state, inputs, CommandPath.of(path));
        }
    }

    /**
     * Asks first, only the person who asked: a card with Confirm and Cancel. Confirmed, the command
     * runs once more with these options and {@link Invocation#confirmed} set, and it runs once,
     * however often the button is pressed. It wrote nothing until then.
     *
     * @param card what it is about to do, and what will be true afterwards
     * @param options what was asked about: what could mean something else by then, such as "all",
     *     is in them as what it means now
     */
    record Question(Card card, Map<String, OptionValue> options) implements Reply {

        public Question {
            Required.field("card", card);
            options = Map.copyOf(options);
        }
    }

    /**
     * Says no and why, only to the person who asked. The unit of work commits nothing but this
     * answer, whatever the command wrote before it refused.
     *
     * @param text its words, which logs and timelines show
     * @param card how it is shown; {@code null}: as the text in a frame
     */
    record Refusal(String text, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Card card)
            implements Reply {

        public Refusal(String text) {
            this(text, null);
        }

        /** What the person reads, in a frame. */
        public Card shown() {
            return card == null ? Card.sentence(Card.Kind.LOSS, text) : card;
        }
    }

    static Reply say(String text) {
        return new Message(Content.text(text));
    }

    static Reply show(Embed embed) {
        return new Message(Content.embed(embed));
    }

    /** A card for everyone. */
    static Reply show(Card card) {
        return show(Content.card(card));
    }

    static Reply show(Content content) {
        return new Message(content);
    }

    static Reply whisper(String text) {
        return new Whisper(Content.text(text));
    }

    /** A card for the person who asked. */
    static Reply whisper(Card card) {
        return whisper(Content.card(card));
    }

    static Reply whisper(Content content) {
        return new Whisper(content);
    }

    static Reply update(Content content) {
        return new Update(content);
    }

    static Reply refuse(String text) {
        return new Refusal(text);
    }

    /** Asks whether to do what was asked for. */
    static Reply ask(Card card, Invocation invocation) {
        return new Question(card, invocation.options());
    }

    /** Says no by a card, such as one of the kind wait. */
    static Reply refuse(Card card) {
        return new Refusal(card.words(), card);
    }
}
