package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a command answers; stored with its operation, so that a replay gets the very same. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Reply.Whisper.class, name = "whisper"),
    @JsonSubTypes.Type(value = Reply.Update.class, name = "update"),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = "refusal")
})
@Schema(
        oneOf = {Reply.Message.class, Reply.Whisper.class, Reply.Update.class, Reply.Refusal.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "message", schema = Reply.Message.class),
            @DiscriminatorMapping(value = "whisper", schema = Reply.Whisper.class),
            @DiscriminatorMapping(value = "update", schema = Reply.Update.class),
            @DiscriminatorMapping(value = "refusal", schema = Reply.Refusal.class)
        })
public sealed interface Reply {

    /** Seen by everyone in the channel. */
    record Message(Content content) implements Reply {}

    /** Seen only by the person who asked. */
    record Whisper(Content content) implements Reply {}

    /** Takes the place of the message whose button was pressed. */
    record Update(Content content) implements Reply {}

    /**
     * Says no and why, only to the person who asked. The unit of work commits nothing but this
     * answer, whatever the command wrote before it refused.
     */
    record Refusal(String text) implements Reply {}

    static Reply say(String text) {
        return new Message(Content.text(text));
    }

    static Reply show(Embed embed) {
        return new Message(Content.embed(embed));
    }

    static Reply whisper(String text) {
        return new Whisper(Content.text(text));
    }

    static Reply refuse(String text) {
        return new Refusal(text);
    }
}
