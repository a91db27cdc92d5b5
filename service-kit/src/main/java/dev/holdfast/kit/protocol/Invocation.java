package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a person, as the gateway forwards it: a command with its options, or a button or
 * select of an earlier reply.
 *
 * @param operation fixed at the origin; the same one is never executed twice
 * @param guild {@link GuildId#DIRECT} in direct messages
 * @param member who asks, with the permissions the gateway vouches for
 * @param options by name; at most 25
 * @param component set when a button or select was used instead of a command
 * @param locale Discord's locale of the person, such as {@code en-US}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Invocation(
        OperationKey operation,
        GuildId guild,
        ChannelId channel,
        Member member,
        CommandPath path,
        Map<String, OptionValue> options,
        @Nullable Component component,
        String locale) {

    private static final int MOST_OPTIONS = 25;

    /**
     * The button or select that was used.
     *
     * @param owner the only person who may use it
     * @param state what the command put into it
     * @param values what was picked in a select; empty for a button
     */
    public record Component(UserId owner, String state, List<String> values) {

        public Component {
            Required.field("owner", owner);
            Required.field("state", state);
            Required.field("values", values);
            values = List.copyOf(values);
        }
    }

    public Invocation {
        Required.field("operation", operation);
        Required.field("guild", guild);
        Required.field("channel", channel);
        Required.field("member", member);
        Required.field("path", path);
        Required.field("options", options);
        Required.field("locale", locale);
        options = Map.copyOf(options);
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException("An invocation has at most 25 options.");
        }
    }

    public UserId user() {
        return member.user();
    }

    public Optional<Component> pressed() {
        return Optional.ofNullable(component);
    }

    public Optional<Long> whole(String name) {
        return options.get(name) instanceof OptionValue.Whole(var number)
                ? Optional.of(number)
                : Optional.empty();
    }

    public Optional<String> text(String name) {
        return options.get(name) instanceof OptionValue.Text(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        return options.get(name) instanceof OptionValue.Flag(var set)
                ? Optional.of(set)
                : Optional.empty();
    }

    public Optional<OptionValue.Person> person(String name) {
        return options.get(name) instanceof OptionValue.Person person
                ? Optional.of(person)
                : Optional.empty();
    }
}
