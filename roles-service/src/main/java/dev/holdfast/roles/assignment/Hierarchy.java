package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantDecision.Reason;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A guild's roles, its owner and the bot's place, and who may give what by them.
 *
 * @param asOf when Discord last told of the bot's place
 * @see <a
 *     href="https://discord.com/developers/docs/topics/permissions#permission-hierarchy">Discord:
 *     permission hierarchy</a>
 */
public record Hierarchy(GuildId guild, UserId owner, GuildRoles roles, Instant asOf) {

    /**
     * What lets its holder harm the guild: Discord's elevated permissions, and those to silence
     * people, ping everybody and read the audit log.
     */
    public static final Permissions DANGEROUS =
            Permissions.of(
                    Permission.ADMINISTRATOR,
                    Permission.MANAGE_GUILD,
                    Permission.MANAGE_ROLES,
                    Permission.MANAGE_CHANNELS,
                    Permission.MANAGE_WEBHOOKS,
                    Permission.MANAGE_MESSAGES,
                    Permission.MANAGE_THREADS,
                    Permission.MANAGE_GUILD_EXPRESSIONS,
                    Permission.KICK_MEMBERS,
                    Permission.BAN_MEMBERS,
                    Permission.MODERATE_MEMBERS,
                    Permission.MENTION_EVERYONE,
                    Permission.VIEW_AUDIT_LOG);

    private static final Permissions MANAGE_ROLES = Permissions.of(Permission.MANAGE_ROLES);
    private static final Permissions ADMINISTRATOR = Permissions.of(Permission.ADMINISTRATOR);

    /** What of these permissions is dangerous. */
    public static Permissions dangerous(Permissions permissions) {
        return new Permissions(permissions.bits() & DANGEROUS.bits());
    }

    /** Why the bot cannot give or take a role, whoever asks; empty: it can. */
    public Optional<Reason> hinders(RoleId role) {
        var found = roles.find(role);
        if (found.isEmpty()) {
            return Optional.of(Reason.DELETED);
        }
        if (isEveryone(found.get())) {
            return Optional.of(Reason.EVERYONE);
        }
        if (found.get().managed()) {
            return Optional.of(Reason.MANAGED);
        }
        if (!roles.bot().permissions().allows(MANAGE_ROLES)) {
            return Optional.of(Reason.BOT_LACKS_PERMISSION);
        }
        return roles.isBelowBot(role) ? Optional.empty() : Optional.of(Reason.ABOVE_BOT);
    }

    /**
     * Whether the asker may have the bot give the role. Their permissions are those that their
     * roles give in the whole guild: what a channel adds is for that channel.
     *
     * @param typed the role's name as the asker typed it; {@code null}: they were not asked
     */
    public GrantDecision check(Member asker, RoleId role, @Nullable String typed) {
        var hindrance = hinders(role);
        if (hindrance.isPresent()) {
            return new GrantDecision.Refused(hindrance.get(), role);
        }
        var wanted = roles.find(role).orElseThrow();
        var permissions = permissions(asker);
        if (!permissions.allows(MANAGE_ROLES)) {
            return new GrantDecision.Refused(Reason.ASKER_LACKS_PERMISSION, role);
        }
        if (!isAbove(asker, wanted)) {
            return new GrantDecision.Refused(Reason.ABOVE_ASKER, role);
        }
        var dangerous = dangerous(wanted.permissions());
        if (dangerous.equals(Permissions.NONE)) {
            return new GrantDecision.Allowed(role, dangerous);
        }
        if (!permissions.allows(ADMINISTRATOR)) {
            return new GrantDecision.Refused(Reason.DANGEROUS, role);
        }
        var name = nameOf(wanted);
        return typed != null && plain(typed).equals(plain(name))
                ? new GrantDecision.Allowed(role, dangerous)
                : new GrantDecision.NeedsName(role, name, dangerous);
    }

    /** What a member may do in the guild, whatever its channels say. */
    private Permissions permissions(Member member) {
        if (member.user().equals(owner)) {
            return ADMINISTRATOR;
        }
        return roles.roles().stream()
                .filter(each -> isEveryone(each) || member.roles().contains(each.id()))
                .map(GuildRoles.Role::permissions)
                .reduce(Permissions.NONE, Permissions::and);
    }

    /** An administrator is no higher than their roles; only the owner is above all. */
    private boolean isAbove(Member member, GuildRoles.Role role) {
        return member.user().equals(owner)
                || roles.roles().stream()
                        .filter(each -> member.roles().contains(each.id()))
                        .anyMatch(each -> each.isAbove(role));
    }

    private boolean isEveryone(GuildRoles.Role role) {
        return role.id().value() == guild.value();
    }

    /** What is typed to confirm a role: its name, or its id where nobody can see the name. */
    private static String nameOf(GuildRoles.Role role) {
        return plain(role.name()).isEmpty() ? role.id().toString() : role.name();
    }

    /** In small letters, without the @ of a mention. */
    private static String plain(String name) {
        var clean = UserText.clean(name).toLowerCase(Locale.ROOT);
        return clean.startsWith("@") ? clean.substring(1).strip() : clean;
    }
}
