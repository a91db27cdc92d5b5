package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/** Who and what a message can name by its id; empty where there is no such thing here. */
interface MentionResolver {

    Optional<OptionValue.Person> person(UserId id);

    Optional<OptionValue.Channel> channel(ChannelId id);

    Optional<OptionValue.Role> role(RoleId id);
}
