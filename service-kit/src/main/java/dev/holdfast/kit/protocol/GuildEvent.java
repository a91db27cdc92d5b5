package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a guild, its roles and its channels, and what its audit log says. */
public sealed interface GuildEvent extends Event {

    @Override
    default Optional<UserId> person() {
        return Optional.empty();
    }

    /** The bot is in the guild since then. */
    record GuildJoined(Instant joined) implements GuildEvent {

        public GuildJoined {
            Required.field("joined", joined);
        }
    }

    /** The bot is in the guild no longer; an outage of Discord is not that. */
    record GuildLeft() implements GuildEvent {}

    /**
     * How the guild stands, told after a connection that began anew: what happened while there was
     * none is in here and nowhere else.
     *
     * @param roles all there are, the one that everyone has included
     * @param channels all that the bot sees, threads left out
     * @param members those that Discord tells of
     * @param complete whether these are all members
     * @param hierarchy the same roles with all that is known of each; empty where an older gateway
     *     told
     */
    record GuildSeen(
            List<RoleId> roles,
            List<ChannelId> channels,
            List<Present> members,
            boolean complete,
            @AddedField List<GuildRoles.Role> hierarchy)
            implements GuildEvent {

        public GuildSeen {
            Required.field("roles", roles);
            Required.field("channels", channels);
            Required.field("members", members);
            roles = List.copyOf(roles);
            channels = List.copyOf(channels);
            members = List.copyOf(members);
            hierarchy = List.copyOf(hierarchy);
        }
    }

    /**
     * A member of a guild that was seen.
     *
     * @param roles without the one that everyone has
     * @param joined {@code null}: Discord does not say, or an older gateway told
     * @param pending whether they have yet to accept the guild's rules
     * @param boostingSince {@code null}: they do not boost
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Present(
            UserId user,
            List<RoleId> roles,
            @Nullable Instant joined,
            @AddedField boolean bot,
            @AddedField boolean pending,
            @Nullable Instant boostingSince) {

        public Present {
            Required.field("user", user);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }
    }

    /**
     * How the channel is now; threads are left out. Its overwrites may have changed as well.
     *
     * @param category {@code null}: it is in none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChannelChanged(ChannelId channel, String name, @Nullable ChannelId category)
            implements GuildEvent {

        public ChannelChanged {
            Required.field("channel", channel);
            Required.field("name", name);
        }
    }

    /** The channel is gone. */
    record ChannelDeleted(ChannelId channel) implements GuildEvent {

        public ChannelDeleted {
            Required.field("channel", channel);
        }
    }

    /** The role is there. */
    record RoleCreated(GuildRoles.Role role) implements GuildEvent {

        public RoleCreated {
            Required.field("role", role);
        }
    }

    /** How the role is now: its name, place, permissions. */
    record RoleChanged(GuildRoles.Role role) implements GuildEvent {

        public RoleChanged {
            Required.field("role", role);
        }
    }

    /** The role is gone. */
    record RoleDeleted(RoleId role) implements GuildEvent {

        public RoleDeleted {
            Required.field("role", role);
        }
    }

    /**
     * Somebody did something that the guild's audit log holds; told only where the bot may view it.
     *
     * @param entry its id as decimal digits
     * @param actor who did it; {@code null}: nobody that Discord names
     * @param target to whom or what, as decimal digits of an id; {@code null}: to nothing with one
     * @param action Discord's number for it
     * @param given roles that the target got
     * @param taken roles that the target lost
     * @param reason in the actor's words; {@code null}: they gave none
     * @see <a href="https://discord.com/developers/docs/resources/audit-log">Discord: audit log</a>
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuditEntry(
            String entry,
            @Nullable UserId actor,
            @Nullable String target,
            int action,
            @AddedField List<RoleId> given,
            @AddedField List<RoleId> taken,
            @Nullable String reason)
            implements GuildEvent {

        /** {@code MEMBER_ROLE_UPDATE}: the target is the member. */
        public static final int ROLES_CHANGED = 25;

        /** {@code ROLE_CREATE}: the target is the role. */
        public static final int ROLE_CREATED = 30;

        /** {@code ROLE_UPDATE}: the target is the role. */
        public static final int ROLE_CHANGED = 31;

        /** {@code ROLE_DELETE}: the target is the role. */
        public static final int ROLE_DELETED = 32;

        public AuditEntry {
            Required.field("entry", entry);
            Snowflake.parse(entry, "audit log entry");
            if (target != null) {
                Snowflake.parse(target, "target");
            }
            given = List.copyOf(given);
            taken = List.copyOf(taken);
        }

        /** When it was done. */
        public Instant at() {
            return Snowflake.instant(Long.parseLong(entry));
        }

        @Override
        public Optional<UserId> person() {
            return Optional.ofNullable(actor);
        }
    }
}
