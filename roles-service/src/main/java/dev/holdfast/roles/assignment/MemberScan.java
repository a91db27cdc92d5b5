package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.gateway.DiscordReader;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a guild's roles and members from Discord, page by page, and mends the mirror: for what
 * happened while nobody was connected. A page and its cursor are one transaction; what cannot be
 * read proves nothing. Safe for any thread.
 */
@Singleton
record MemberScan(
        DiscordReader discord,
        UnitsOfWork units,
        Mirror mirror,
        RoleMirror roles,
        RoleEffects effects) {

    private static final Logger LOG = Logger.getLogger("holdfast.roles");
    private static final Duration BETWEEN_WALKS = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    /**
     * Reads one page; at the beginning the roles, too.
     *
     * @param cause for what is written
     * @return whether there may be another one now
     */
    boolean step(GuildId guild, OperationKey cause) throws InterruptedException {
        var cursor = units.read(guild, new UserId(0), MemberScanStore::cursor);
        if (cursor.isEmpty()) {
            return false;
        }
        var after = cursor.getFirst();
        if (after == 0 && !readRoles(guild, cause)) {
            return false;
        }
        var from = after == 0 ? null : new UserId(after);
        var read = discord.members(guild, from, MemberPage.MOST, Urgency.PATIENT);
        return switch (read) {
            case DiscordRead.Found<MemberPage>(var page, var asOf) -> {
                write(guild, cause, work -> take(work, after, page, asOf));
                yield page.next() != null;
            }
            case DiscordRead.Away<MemberPage>(var why, var wait) ->
                    later(guild, cause, why, wait.compareTo(LATER) > 0 ? wait : LATER);
            case DiscordRead.Forbidden<MemberPage>(var why) -> {
                write(guild, cause, MemberScanStore::forbidden);
                yield later(guild, cause, why, MUCH_LATER);
            }
            case DiscordRead.Missing<MemberPage>(var why) -> later(guild, cause, why, MUCH_LATER);
        };
    }

    private boolean readRoles(GuildId guild, OperationKey cause) throws InterruptedException {
        return switch (discord.roles(guild, Urgency.PATIENT)) {
            case DiscordRead.Found<GuildRoles>(var found, var asOf) -> {
                var ids = found.roles().stream().map(GuildRoles.Role::id).toList();
                write(guild, cause, work -> roles.all(work, ids, found.roles(), asOf));
                yield true;
            }
            case DiscordRead.Away<GuildRoles>(var why, var wait) ->
                    later(guild, cause, why, wait.compareTo(LATER) > 0 ? wait : LATER);
            case DiscordRead.Forbidden<GuildRoles>(var why) -> later(guild, cause, why, MUCH_LATER);
            case DiscordRead.Missing<GuildRoles>(var why) -> later(guild, cause, why, MUCH_LATER);
        };
    }

    /** Takes over a page and moves the cursor behind it, unless another run did. */
    void take(UnitOfWork work, long after, MemberPage page, Instant asOf) {
        @Nullable UserId next = page.next();
        if (!MemberScanStore.move(work, after, next, BETWEEN_WALKS)) {
            return;
        }
        var last = next == null ? Long.MAX_VALUE : next.value();
        mirror.read(work, page.members().stream().map(it -> MemberEvents.state(it, asOf)).toList());
        var present = page.members().stream().map(GuildMember::user).toList();
        mirror.absent(work, after, last, present, asOf);
        AssignmentStore.repend(work, after, last);
        if (next == null) {
            AssignmentStore.reviveStranded(work);
        }
        effects.pump(work);
    }

    /** What failed is not tried again at once. */
    void putOff(GuildId guild, OperationKey cause) {
        write(guild, cause, work -> MemberScanStore.putOff(work, LATER));
    }

    private boolean later(GuildId guild, OperationKey cause, String why, Duration wait) {
        LOG.infof("the members of guild %s are read in %s: %s", guild, wait, why);
        write(guild, cause, work -> MemberScanStore.putOff(work, wait));
        return false;
    }

    private void write(GuildId guild, OperationKey cause, Consumer<UnitOfWork> body) {
        units.write(
                guild,
                cause,
                work -> {
                    body.accept(work);
                    return guild;
                });
    }
}
