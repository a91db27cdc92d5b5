package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.gateway.DiscordReader;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May somebody have the bot give a role? Asked when a rule, a menu or a request is saved ({@link
 * #check}), and again when it gives ({@link #unapproved}). The same for having it taken ({@link
 * #checkTaking}). Safe for any thread.
 *
 * <p>A command asks the mirror: {@code grants.check(work, invocation.member(), role, null)}. A slow
 * one can {@link #read} Discord before its unit of work and {@link #remember} it first in it.
 */
@Singleton
public final class GrantChecks {

    private final DiscordReader discord;
    private final Retrying retrying;

    GrantChecks(DiscordReader discord, Retrying retrying) {
        this.discord = discord;
        this.retrying = retrying;
    }

    /**
     * Whether the asker may have the bot give the role, as the mirror knows the guild.
     *
     * @param typed the role's name as the asker typed it; {@code null}: they were not asked
     */
    public GrantDecision check(UnitOfWork work, Member asker, RoleId role, @Nullable String typed) {
        var known = RoleStore.role(work, role);
        var hierarchy = known(work);
        return known.isEmpty() || hierarchy.isEmpty()
                ? new GrantDecision.Refused(GrantDecision.Reason.NOT_KNOWN, role)
                : hierarchy.get().check(asker, role, typed);
    }

    /**
     * Why the asker may not have the bot take the role, as the mirror knows the guild; empty: they
     * may. Nobody has a role that is gone.
     */
    public Optional<GrantDecision.Refused> checkTaking(UnitOfWork work, Member asker, RoleId role) {
        if (RoleStore.role(work, role).filter(it -> !it.deleted()).isEmpty()) {
            return Optional.empty();
        }
        return switch (check(work, asker, role, null)) {
            case GrantDecision.Refused refused -> Optional.of(refused);
            case GrantDecision.Allowed _, GrantDecision.NeedsName _ -> Optional.empty();
        };
    }

    /**
     * What is allowed is saved: the bot may give the role from now on, as it is now. What was
     * approved when it had more power is over, so that it has to be approved again.
     */
    public void approve(UnitOfWork work, GrantDecision.Allowed allowed) {
        if (allowed.dangerous().equals(Permissions.NONE)) {
            GrantStore.revoke(work, allowed.role());
            return;
        }
        GrantStore.approve(work, allowed.role(), allowed.dangerous());
        work.audit("role.approve", allowed);
        retrying.retry(work);
    }

    /**
     * What of the role's permissions is dangerous and was approved by no administrator: with any of
     * them it is not given, since it got them after it was allowed.
     */
    public Permissions unapproved(UnitOfWork work, RoleId role) {
        return GrantStore.unapproved(work, List.of(role)).getOrDefault(role, Permissions.NONE);
    }

    /** The same of many roles in one statement; what is in order is left out. */
    public Map<RoleId, Permissions> unapproved(UnitOfWork work, Collection<RoleId> roles) {
        return GrantStore.unapproved(work, roles);
    }

    /** The guild as the mirror knows it; empty: the bot's place was never read. */
    public Optional<Hierarchy> known(UnitOfWork work) {
        return GrantStore.hierarchy(work);
    }

    /**
     * The guild as Discord tells of it now; empty: Discord cannot be asked. Not inside a unit of
     * work; takes up to 20 s.
     */
    public Optional<Hierarchy> read(GuildId guild) throws InterruptedException {
        return read(guild, Urgency.URGENT) instanceof DiscordRead.Found(Hierarchy found, _)
                ? Optional.of(found)
                : Optional.empty();
    }

    DiscordRead<Hierarchy> read(GuildId guild, Urgency urgency) throws InterruptedException {
        return switch (discord.guild(guild, urgency)) {
            case DiscordRead.Found<GuildProfile>(var profile, _) ->
                    read(guild, profile.owner(), urgency);
            case DiscordRead.Missing<GuildProfile>(var why) -> new DiscordRead.Missing<>(why);
            case DiscordRead.Forbidden<GuildProfile>(var why) -> new DiscordRead.Forbidden<>(why);
            case DiscordRead.Away<GuildProfile>(var why, var wait) ->
                    new DiscordRead.Away<>(why, wait);
        };
    }

    private DiscordRead<Hierarchy> read(GuildId guild, UserId owner, Urgency urgency)
            throws InterruptedException {
        return switch (discord.roles(guild, urgency)) {
            case DiscordRead.Found<GuildRoles>(var roles, var asOf) ->
                    new DiscordRead.Found<>(new Hierarchy(guild, owner, roles, asOf), asOf);
            case DiscordRead.Missing<GuildRoles>(var why) -> new DiscordRead.Missing<>(why);
            case DiscordRead.Forbidden<GuildRoles>(var why) -> new DiscordRead.Forbidden<>(why);
            case DiscordRead.Away<GuildRoles>(var why, var wait) ->
                    new DiscordRead.Away<>(why, wait);
        };
    }

    /**
     * What Discord told becomes what the mirror knows, unless it knows something newer. Where the
     * bot stands otherwise, what it was not let do is tried again.
     */
    public void remember(UnitOfWork work, Hierarchy read) {
        var bot = read.roles().bot();
        var isNew = GrantStore.place(work).filter(it -> it.bot().equals(bot)).isEmpty();
        GrantStore.remember(work, new GrantStore.Place(read.owner(), bot, read.asOf()));
        if (isNew) {
            retrying.retry(work);
        }
    }
}
