package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.MemberEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keeps the mirror of members by what Discord tells. */
@Singleton
record MemberEvents(Mirror mirror, RoleMirror roles) implements EventHandler {

    private static final Duration UNHURRIED = Duration.ofHours(1);

    @Override
    public Set<EventKind> kinds() {
        return Set.of(
                EventKind.MEMBER_JOINED,
                EventKind.MEMBER_CHANGED,
                EventKind.MEMBER_LEFT,
                EventKind.GUILD_SEEN,
                EventKind.GUILD_JOINED,
                EventKind.GUILD_LEFT);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        var asOf = note.key().issuedAt();
        if (note.event() instanceof MemberEvent.MemberJoined joined) {
            joined(work, joined, asOf);
        } else if (note.event() instanceof MemberEvent.MemberChanged changed) {
            mirror.told(work, List.of(state(changed.member(), asOf)));
        } else if (note.event() instanceof MemberEvent.MemberLeft left) {
            mirror.left(work, left.user(), asOf);
        } else if (note.event() instanceof GuildEvent.GuildSeen seen) {
            seen(work, seen, asOf);
        } else if (note.event() instanceof GuildEvent.GuildJoined) {
            MemberScanStore.schedule(work, work.now());
        } else if (note.event() instanceof GuildEvent.GuildLeft) {
            MemberScanStore.stop(work);
        }
    }

    /** Told again it says nothing new; of who joined anew, nobody told that they had left. */
    private void joined(UnitOfWork work, MemberEvent.MemberJoined joined, Instant asOf) {
        var known = MirrorStore.member(work, joined.user());
        var told = state(joined, asOf);
        if (known.isEmpty()) {
            mirror.told(work, List.of(told));
        } else if (told.joinedAfter(known.get())) {
            mirror.left(work, joined.user(), asOf);
            mirror.told(work, List.of(told));
        }
    }

    /**
     * Who is not among all members has left; who is not among some is not known to have. Roles come
     * first: a role that is gone was taken from nobody, so nothing may follow from its missing.
     */
    private void seen(UnitOfWork work, GuildEvent.GuildSeen seen, Instant asOf) {
        roles.all(work, seen.roles(), seen.hierarchy(), asOf);
        mirror.told(work, seen.members().stream().map(it -> state(it, asOf)).toList());
        if (seen.complete()) {
            var present = seen.members().stream().map(GuildEvent.Present::user).toList();
            mirror.absent(work, 0, Long.MAX_VALUE, present, asOf);
        }
        MemberScanStore.schedule(work, seen.complete() ? work.now().plus(UNHURRIED) : work.now());
    }

    static MemberState state(GuildMember member, Instant asOf) {
        return new MemberState(
                member.user(),
                member.bot(),
                Set.copyOf(member.roles()),
                member.joined(),
                member.pending(),
                member.boostingSince(),
                asOf);
    }

    private static MemberState state(GuildEvent.Present member, Instant asOf) {
        return new MemberState(
                member.user(),
                member.bot(),
                Set.copyOf(member.roles()),
                member.joined(),
                member.pending(),
                member.boostingSince(),
                asOf);
    }

    private static MemberState state(MemberEvent.MemberJoined joined, Instant asOf) {
        return new MemberState(
                joined.user(),
                joined.bot(),
                Set.of(),
                joined.joined(),
                joined.pending(),
                null,
                asOf);
    }
}
