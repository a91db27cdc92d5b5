package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.Permissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A guild's roles, channels and owner, as far as permissions depend on them. Immutable.
 *
 * @param owner the user who may do everything
 * @param roles by id; the one with the guild's own id is everyone's
 * @param channels by id, threads included
 * @param self the bot itself as a member
 */
public record Guild(
        long id, long owner, Map<Long, Role> roles, Map<Long, Channel> channels, Self self) {

    /**
     * A role with its permissions.
     *
     * @param position its place in the hierarchy; everyone's is 0
     * @param managed whether it belongs to a bot or an integration, so that nobody can give it
     */
    public record Role(long id, String name, long permissions, int position, boolean managed) {

        /** Of two in the same place, Discord puts the older one above. */
        public boolean isAbove(Role other) {
            return position > other.position || (position == other.position && id < other.id);
        }
    }

    /**
     * A channel or thread.
     *
     * @param text whether it is an ordinary one for messages, or one for announcements
     * @param parent a thread's channel, whose overwrites count for it; {@code null}: not a thread
     * @param category {@code null}: a thread, or a channel in none
     */
    public record Channel(
            long id,
            String name,
            boolean text,
            @Nullable Long parent,
            @Nullable Long category,
            List<Overwrite> overwrites) {

        public Channel {
            overwrites = List.copyOf(overwrites);
        }
    }

    /** What a channel allows and denies a role or a member, by its id. */
    public record Overwrite(long id, long allow, long deny) {}

    /** The bot's own id, and its roles without everyone's. */
    public record Self(long id, Set<Long> roles) {

        public Self {
            roles = Set.copyOf(roles);
        }
    }

    public Guild {
        roles = Map.copyOf(roles);
        channels = Map.copyOf(channels);
    }

    public Optional<Role> role(long role) {
        return Optional.ofNullable(roles.get(role));
    }

    /** The highest of these roles; everyone's where there is no other. */
    public Role highest(Collection<Long> ids) {
        var highest = role(id).orElseGet(() -> new Role(id, "@everyone", 0, 0, false));
        for (var each : ids) {
            var role = roles.get(each);
            if (role != null && role.isAbove(highest)) {
                highest = role;
            }
        }
        return highest;
    }

    /** What the bot may do in the guild, whatever its channels say. */
    public Permissions ownPermissions() {
        return permissions(self.id(), self.roles());
    }

    /** What a member may do in the guild, whatever its channels say. */
    public Permissions permissions(long user, Collection<Long> with) {
        return MemberPermissions.of(this, user, with);
    }

    /** What the bot may do in a channel or thread; empty where it is not known. */
    public Optional<Permissions> ownPermissions(long channel) {
        return governing(channel)
                .map(place -> MemberPermissions.of(this, place, self.id(), self.roles()));
    }

    boolean isThread(long channel) {
        var found = channels.get(channel);
        return found != null && found.parent() != null;
    }

    /** The channel, or the one a thread belongs to. */
    public Optional<Channel> governing(long channel) {
        var found = channels.get(channel);
        return found == null || found.parent() == null
                ? Optional.ofNullable(found)
                : Optional.ofNullable(channels.get(found.parent()));
    }

    Guild with(Role role) {
        var changed = new HashMap<>(roles);
        changed.put(role.id(), role);
        return new Guild(id, owner, changed, channels, self);
    }

    Guild with(Channel channel) {
        var changed = new HashMap<>(channels);
        changed.put(channel.id(), channel);
        return new Guild(id, owner, roles, changed, self);
    }

    Guild withAll(Map<Long, Channel> told) {
        return new Guild(id, owner, roles, told, self);
    }

    Guild with(Self changed) {
        return new Guild(id, owner, roles, channels, changed);
    }

    Guild withoutRole(long role) {
        var changed = new HashMap<>(roles);
        changed.remove(role);
        return new Guild(id, owner, changed, channels, self);
    }

    Guild withoutChannel(long channel) {
        var changed = new HashMap<>(channels);
        changed.remove(channel);
        return new Guild(id, owner, roles, changed, self);
    }
}
