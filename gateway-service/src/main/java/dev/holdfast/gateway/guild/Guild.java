package dev.holdfast.gateway.guild;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides over permissions in a guild. Immutable.
 *
 * @param owner the user who may do everything
 * @param roles by id; the one with the guild's own id is everyone's
 * @param channels by id, threads included
 */
record Guild(long id, long owner, Map<Long, Role> roles, Map<Long, Channel> channels) {

    /** A role with its permissions. */
    record Role(long id, String name, long permissions) {}

    /**
     * A channel or thread.
     *
     * @param parent a thread's channel, whose overwrites count for it; {@code null}: not a thread
     */
    record Channel(long id, String name, @Nullable Long parent, List<Overwrite> overwrites) {

        Channel {
            overwrites = List.copyOf(overwrites);
        }
    }

    /** What a channel allows and denies a role or a member, by its id. */
    record Overwrite(long id, long allow, long deny) {}

    Guild {
        roles = Map.copyOf(roles);
        channels = Map.copyOf(channels);
    }

    Optional<Role> role(long role) {
        return Optional.ofNullable(roles.get(role));
    }

    /** The channel, or the one a thread belongs to. */
    Optional<Channel> governing(long channel) {
        var found = channels.get(channel);
        return found == null || found.parent() == null
                ? Optional.ofNullable(found)
                : Optional.ofNullable(channels.get(found.parent()));
    }

    Guild with(Role role) {
        var changed = new HashMap<>(roles);
        changed.put(role.id(), role);
        return new Guild(id, owner, changed, channels);
    }

    Guild with(Channel channel) {
        var changed = new HashMap<>(channels);
        changed.put(channel.id(), channel);
        return new Guild(id, owner, roles, changed);
    }

    Guild withoutRole(long role) {
        var changed = new HashMap<>(roles);
        changed.remove(role);
        return new Guild(id, owner, changed, channels);
    }

    Guild withoutChannel(long channel) {
        var changed = new HashMap<>(channels);
        changed.remove(channel);
        return new Guild(id, owner, roles, changed);
    }
}
