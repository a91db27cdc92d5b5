package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mirror of a guild's members and roles, as Discord last told of them. What is not in it is not
 * known, which is not the same as not there. Safe for any thread.
 */
@Singleton
public final class Members {

    /** The most members of a page. */
    public static final int MOST = 500;

    /** A member; empty: not known as one. */
    public Optional<MemberState> find(UnitOfWork work, UserId user) {
        return MirrorStore.member(work, user);
    }

    /**
     * A page of members in the order of their ids, at most {@value #MOST}.
     *
     * @param after the last one of the page before; {@code null}: from the beginning
     */
    public List<MemberState> page(UnitOfWork work, @Nullable UserId after) {
        return page(work, after, MOST);
    }

    /** The same with so many members at the most. */
    public List<MemberState> page(UnitOfWork work, @Nullable UserId after, int most) {
        return MirrorStore.page(work, after, most);
    }

    /** Those of them who are known as members. */
    public List<MemberState> find(UnitOfWork work, Collection<UserId> users) {
        return MirrorStore.members(work, users);
    }

    /** The same, who stay as they are until the work is over. */
    public List<MemberState> hold(UnitOfWork work, Collection<UserId> users) {
        return MirrorStore.hold(work, users);
    }

    /**
     * The same; they stay as they are until the work is over, and what is decided of one of them is
     * decided by one unit of work at a time.
     */
    public List<MemberState> lock(UnitOfWork work, Collection<UserId> users) {
        return MirrorStore.lock(work, users);
    }

    /**
     * Who joined in a span of time, in the order in which they did.
     *
     * @param after excluded
     * @param until included
     */
    public List<MemberState> joined(UnitOfWork work, Instant after, Instant until, int most) {
        return MirrorStore.joined(work, after, until, most);
    }

    /** Whether they are being read now, so that who is not known yet may be a member. */
    public boolean walking(UnitOfWork work) {
        return MemberScanStore.walking(work);
    }

    /** Whether Discord lets us list them; it does not without the Server Members Intent. */
    public boolean listable(UnitOfWork work) {
        return !MemberScanStore.isForbidden(work);
    }

    /** How many members are known. */
    public long count(UnitOfWork work) {
        return MirrorStore.count(work);
    }

    /** A role, one that is gone included; empty: never heard of. */
    public Optional<KnownRole> role(UnitOfWork work, RoleId role) {
        return RoleStore.role(work, role);
    }

    /** All roles that are there, the highest first. */
    public List<KnownRole> roles(UnitOfWork work) {
        return RoleStore.roles(work);
    }
}
