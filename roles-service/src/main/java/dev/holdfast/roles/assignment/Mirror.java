package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what Discord tells of members. What is no change costs a look; of a change the
 * assignments hear first, then every listener, in the same unit of work; of newcomers the
 * assignments hear last. Safe for any thread.
 */
@Singleton
final class Mirror {

    private final Reconciling reconciling;
    private final List<MemberListener> listeners;

    Mirror(Reconciling reconciling, @All List<MemberListener> listeners) {
        this.reconciling = reconciling;
        this.listeners = listeners;
    }

    /** An event says how the members are now. */
    void told(UnitOfWork work, List<MemberState> members) {
        for (var from = 0; from < members.size(); from += Members.MOST) {
            var page = members.subList(from, Math.min(members.size(), from + Members.MOST));
            var changed = update(work, page);
            var same = page.stream().filter(it -> !changed.contains(it.user())).toList();
            if (!same.isEmpty()) {
                MirrorStore.confirm(work, same);
            }
        }
    }

    /** Discord was asked how the members were; what an event told since is newer. */
    void read(UnitOfWork work, List<MemberState> page) {
        var _ = update(work, page);
    }

    /**
     * Of what something newer is known changes nothing, even if that was written meanwhile.
     *
     * @return who was told to be other than known
     */
    private Set<UserId> update(UnitOfWork work, List<MemberState> page) {
        var differing = MirrorStore.differing(work, page);
        var changed = page.stream().filter(it -> differing.containsKey(it.user())).toList();
        if (changed.isEmpty()) {
            return Set.of();
        }
        var written = MirrorStore.put(work, changed);
        hear(
                work,
                changed.stream()
                        .filter(it -> written.contains(it.user()))
                        .map(it ->
                                new MemberChange(
                                        it.user(),
                                        differing.getOrDefault(it.user(), Optional.empty()),
                                        Optional.of(it)))
                        .toList());
        return differing.keySet();
    }

    /** What we did ourselves is so; the assignment knows. */
    void done(UnitOfWork work, MemberState before, MemberState after) {
        MirrorStore.setRoles(work, after);
        var change = new MemberChange(after.user(), Optional.of(before), Optional.of(after));
        listeners.forEach(it -> it.changed(List.of(change), work));
    }

    /**
     * Somebody did it by hand.
     *
     * @param meanwhile what is done when the mirror shows it, before anybody else hears
     */
    void edited(UnitOfWork work, MemberState before, MemberState after, Runnable meanwhile) {
        MirrorStore.setRoles(work, after);
        meanwhile.run();
        hear(
                work,
                List.of(new MemberChange(after.user(), Optional.of(before), Optional.of(after))));
    }

    /** They left; what is known of a later time stays. */
    void left(UnitOfWork work, UserId user, Instant asOf) {
        MirrorStore.remove(work, user, asOf)
                .ifPresent(it ->
                        hear(
                                work,
                                List.of(
                                        new MemberChange(
                                                user, Optional.of(it), Optional.empty()))));
    }

    /**
     * Who is known between two ids and not present has left.
     *
     * @param present all members between the two
     * @param asOf of when that is
     */
    void absent(UnitOfWork work, long after, long last, Collection<UserId> present, Instant asOf) {
        List<MemberState> gone;
        do {
            gone = MirrorStore.removeAbsent(work, after, last, present, asOf, Members.MOST);
            var changes = new ArrayList<MemberChange>();
            for (var each : gone) {
                changes.add(new MemberChange(each.user(), Optional.of(each), Optional.empty()));
            }
            hear(work, changes);
        } while (gone.size() == Members.MOST);
    }

    /**
     * What a newcomer has claims to is ordered last: a listener withdraws first what they no longer
     * meet the conditions of.
     */
    private void hear(UnitOfWork work, List<MemberChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        reconciling.changed(work, changes.stream().filter(it -> !it.isNewcomer()).toList());
        listeners.forEach(it -> it.changed(changes, work));
        reconciling.changed(work, changes.stream().filter(MemberChange::isNewcomer).toList());
    }
}
