package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/**
 * What a message can name where it was written; Discord is asked about people it only gives ids of.
 */
final class NamedHere implements Named {

    private final TypedMessage message;
    private final Guilds guilds;
    private final DiscordRest rest;

    NamedHere(TypedMessage message, Guilds guilds, DiscordRest rest) {
        this.message = message;
        this.guilds = guilds;
        this.rest = rest;
    }

    @Override
    public Optional<OptionValue.Person> person(UserId id) {
        return Optional.ofNullable(message.mentioned().get(id)).or(() -> ask(id));
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

    private Optional<OptionValue.Person> ask(UserId id) {
        var inGuild = !message.guild().equals(GuildId.DIRECT);
        var path = inGuild ? "/guilds/" + message.guild() + "/members/" + id : "/users/" + id;
        return switch (rest.send(Call.get(path))) {
            case Answer.Done(var json) ->
                    Optional.of(TypedMessage.person(json, inGuild ? json.path("user") : json));
            case Answer.Refused _, Answer.Unanswered _, Answer.Unsent _ -> Optional.empty();
        };
    }
}
