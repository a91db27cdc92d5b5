package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/**
 * What a message can name where it was written. Discord is asked about people whom the message does
 * not show to be members: who left is found by mention and id alike, as by a slash command.
 */
final class GuildMentionResolver implements MentionResolver {

    private static final int UNKNOWN_MEMBER = 10007;

    private final TypedMessage message;
    private final Guilds guilds;
    private final DiscordRest rest;
    private boolean isUnsure;

    GuildMentionResolver(TypedMessage message, Guilds guilds, DiscordRest rest) {
        this.message = message;
        this.guilds = guilds;
        this.rest = rest;
    }

    @Override
    public Optional<OptionValue.Person> person(UserId id) {
        var mentioned = Optional.ofNullable(message.mentioned().get(id));
        return mentioned.filter(it -> !it.outside()).or(() -> look(id, mentioned));
    }

    @Override
    public Optional<OptionValue.Channel> channel(ChannelId id) {
        return guilds.channelName(message.guild(), id)
                .map(name -> new OptionValue.Channel(id, name));
    }

    @Override
    public Optional<OptionValue.Role> role(RoleId id) {
        return guilds.roleName(message.guild(), id).map(name -> new OptionValue.Role(id, name));
    }

    /** Whether Discord did not say of somebody whether they are there. */
    boolean isUnsure() {
        return isUnsure;
    }

    /**
     * As a member, else as somebody outside.
     *
     * @param mentioned as whom the message shows them
     */
    private Optional<OptionValue.Person> look(UserId id, Optional<OptionValue.Person> mentioned) {
        if (message.guild().equals(GuildId.DIRECT)) {
            return user(id, false);
        }
        return switch (rest.send(RestCall.get("/guilds/" + message.guild() + "/members/" + id))) {
            case RestAnswer.Done(var json) ->
                    Optional.of(TypedMessage.member(json, json.path("user")));
            case RestAnswer.Refused refused when refused.code() == UNKNOWN_MEMBER ->
                    mentioned.or(() -> user(id, true));
            case RestAnswer.Refused _ -> mentioned;
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> {
                isUnsure = mentioned.isEmpty();
                yield mentioned;
            }
        };
    }

    private Optional<OptionValue.Person> user(UserId id, boolean outside) {
        return switch (rest.send(RestCall.get("/users/" + id))) {
            case RestAnswer.Done(var json) -> Optional.of(TypedMessage.user(json, outside));
            case RestAnswer.Refused _ -> Optional.empty();
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> {
                isUnsure = true;
                yield Optional.empty();
            }
        };
    }
}
