package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person put into one option of a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OptionValue.Text.class, name = "text"),
    @JsonSubTypes.Type(value = OptionValue.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = OptionValue.Decimal.class, name = "decimal"),
    @JsonSubTypes.Type(value = OptionValue.Flag.class, name = "flag"),
    @JsonSubTypes.Type(value = OptionValue.Person.class, name = "person"),
    @JsonSubTypes.Type(value = OptionValue.Channel.class, name = "channel"),
    @JsonSubTypes.Type(value = OptionValue.Role.class, name = "role"),
    @JsonSubTypes.Type(value = OptionValue.File.class, name = "file"),
    @JsonSubTypes.Type(value = OptionValue.Message.class, name = "message")
})
@Schema(
        oneOf = {
            OptionValue.Text.class,
            OptionValue.Whole.class,
            OptionValue.Decimal.class,
            OptionValue.Flag.class,
            OptionValue.Person.class,
            OptionValue.Channel.class,
            OptionValue.Role.class,
            OptionValue.File.class,
            OptionValue.Message.class
        },
        discriminatorProperty = "type",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "text", schema = OptionValue.Text.class),
            @DiscriminatorMapping(value = "whole", schema = OptionValue.Whole.class),
            @DiscriminatorMapping(value = "decimal", schema = OptionValue.Decimal.class),
            @DiscriminatorMapping(value = "flag", schema = OptionValue.Flag.class),
            @DiscriminatorMapping(value = "person", schema = OptionValue.Person.class),
            @DiscriminatorMapping(value = "channel", schema = OptionValue.Channel.class),
            @DiscriminatorMapping(value = "role", schema = OptionValue.Role.class),
            @DiscriminatorMapping(value = "file", schema = OptionValue.File.class),
            @DiscriminatorMapping(value = "message", schema = OptionValue.Message.class)
        })
public sealed interface OptionValue {

    /** What was meant, without the names that come along: those may change on the way. */
    Object identity();

    /** At most 6,000 characters, Discord's own bound. */
    record Text(String text) implements OptionValue {

        private static final int LONGEST = 6_000;

        public Text {
            Required.field("text", text);
            if (Required.characters(text) > LONGEST) {
                throw new IllegalArgumentException("A text has at most 6,000 characters.");
            }
        }

        @Override
        public Object identity() {
            return text;
        }
    }

    /** Within ±2^53, Discord's own bound. */
    record Whole(long number) implements OptionValue {

        private static final long GREATEST = 1L << 53;

        public Whole {
            if (number > GREATEST || number < -GREATEST) {
                throw new IllegalArgumentException("A whole number lies within ±2^53.");
            }
        }

        @Override
        public Object identity() {
            return number;
        }
    }

    record Decimal(double number) implements OptionValue {

        @Override
        public Object identity() {
            return number;
        }
    }

    record Flag(boolean set) implements OptionValue {

        @Override
        public Object identity() {
            return set;
        }
    }

    /**
     * A user, member or not.
     *
     * @param name as others see it
     * @param bot whether it is an application's account, which owns nothing
     * @param outside whether they are known not to be a member of the guild now: they have left, or
     *     never were there; false where nobody looked, as earlier gateways did not
     */
    record Person(UserId user, String name, boolean bot, @AddedField boolean outside)
            implements OptionValue {

        public Person(UserId user, String name, boolean bot) {
            this(user, name, bot, false);
        }

        public Person {
            Required.field("user", user);
            Required.field("name", name);
        }

        @Override
        public Object identity() {
            return user;
        }
    }

    record Channel(ChannelId channel, String name) implements OptionValue {

        public Channel {
            Required.field("channel", channel);
            Required.field("name", name);
        }

        @Override
        public Object identity() {
            return channel;
        }
    }

    record Role(RoleId role, String name) implements OptionValue {

        public Role {
            Required.field("role", role);
            Required.field("name", name);
        }

        @Override
        public Object identity() {
            return role;
        }
    }

    /**
     * A file that the person sent along.
     *
     * @param id Discord's own
     * @param contentType as Discord saw it, such as {@code image/png}
     * @param size in bytes
     * @param url where the gateway finds it: the address that Discord resolved, never one that a
     *     person typed; it ends within a day or so
     */
    record File(String id, String name, String contentType, long size, URI url)
            implements OptionValue {

        public File {
            Required.field("id", id);
            Required.field("name", name);
            Required.field("contentType", contentType);
            Required.field("url", url);
            Snowflake.parse(id, "file");
        }

        @Override
        public Object identity() {
            return id;
        }
    }

    /**
     * A message whose menu was opened, as Discord showed it then.
     *
     * @param text what was written, at most 4,000 characters; empty where the message has none
     */
    record Message(MessageId message, ChannelId channel, Person author, String text)
            implements OptionValue {

        private static final int LONGEST = 4_000;

        public Message {
            Required.field("message", message);
            Required.field("channel", channel);
            Required.field("author", author);
            Required.length("a message's text", text, 0, LONGEST);
        }

        @Override
        public Object identity() {
            return message;
        }
    }
}
