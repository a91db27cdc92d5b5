package dev.holdfast.kit.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One service asks, on behalf of a member, for another's command that changes nothing. What the
 * member may do is not in it: the gateway finds that out.
 *
 * @param operation of the request that the member made
 * @param guild {@link GuildId#DIRECT} in direct messages
 * @param name the member's, as others see it
 * @param path of the other service's command
 * @param options by name; at most 25
 * @param locale Discord's locale of the person, such as {@code en-US}
 */
public record Consultation(
        OperationKey operation,
        GuildId guild,
        ChannelId channel,
        UserId user,
        String name,
        CommandPath path,
        Map<String, OptionValue> options,
        String locale) {

    private static final int MOST_OPTIONS = 25;

    public Consultation {
        Required.field("operation", operation);
        Required.field("guild", guild);
        Required.field("channel", channel);
        Required.field("user", user);
        Required.field("name", name);
        Required.field("path", path);
        Required.field("locale", locale);
        options = Map.copyOf(options);
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException("A command has at most 25 options.");
        }
    }

    /**
     * The operation key of what is asked: one request may ask for several, and each has an answer
     * of its own. The same question of one request has the same key.
     */
    public OperationKey key() {
        var asked = "%s %s %s".formatted(operation, path, new TreeMap<>(options));
        var name = UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8));
        return OperationKey.of("consultation-%s:%s".formatted(name, operation.issuedAt()));
    }

    /** Whoever made that request asks for another command, where they are. */
    public static Consultation of(
            Invocation asking, CommandPath path, Map<String, OptionValue> options) {
        return new Consultation(
                asking.operation(),
                asking.guild(),
                asking.channel(),
                asking.user(),
                asking.member().name(),
                path,
                options,
                asking.locale());
    }
}
