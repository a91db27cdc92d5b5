package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
    @JsonSubTypes.Type(value = OptionValue.Role.class, name = "role")
})
@Schema(
        oneOf = {
            OptionValue.Text.class,
            OptionValue.Whole.class,
            OptionValue.Decimal.class,
            OptionValue.Flag.class,
            OptionValue.Person.class,
            OptionValue.Channel.class,
            OptionValue.Role.class
        },
        discriminatorProperty = "type",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "text", schema = OptionValue.Text.class),
            @DiscriminatorMapping(value = "whole", schema = OptionValue.Whole.class),
            @DiscriminatorMapping(value = "decimal", schema = OptionValue.Decimal.class),
            @DiscriminatorMapping(value = "flag", schema = OptionValue.Flag.class),
            @DiscriminatorMapping(value = "person", schema = OptionValue.Person.class),
            @DiscriminatorMapping(value = "channel", schema = OptionValue.Channel.class),
            @DiscriminatorMapping(value = "role", schema = OptionValue.Role.class)
        })
public sealed interface OptionValue {

    /** At most 6,000 characters, Discord's own bound. */
    record Text(String text) implements OptionValue {

        public Text {
            Required.field("text", text);
        }
    }

    /** Within ±2^53, Discord's own bound. */
    record Whole(long number) implements OptionValue {}

    record Decimal(double number) implements OptionValue {}

    record Flag(boolean set) implements OptionValue {}

    /**
     * A user, member or not.
     *
     * @param name as others see it
     * @param bot whether it is an application's account, which owns nothing
     */
    record Person(UserId user, String name, boolean bot) implements OptionValue {

        public Person {
            Required.field("user", user);
            Required.field("name", name);
        }
    }

    record Channel(ChannelId channel, String name) implements OptionValue {

        public Channel {
            Required.field("channel", channel);
            Required.field("name", name);
        }
    }

    record Role(RoleId role, String name) implements OptionValue {

        public Role {
            Required.field("role", role);
            Required.field("name", name);
        }
    }
}
