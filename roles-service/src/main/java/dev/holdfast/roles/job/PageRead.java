package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Members;
import org.jspecify.annotations.Nullable;

/**
 * What jobs do in one transaction: it reads a page once for those that are at the same place, and
 * counts what they order. Bound to one thread.
 */
final class PageRead {

    private @Nullable Place place;
    private @Nullable StoredMemberPage page;
    private long ordered;

    /** Where a page begins and ends, and for whom it was read. */
    private record Place(String kind, long cursor, int most) {}

    /** The job's next page; empty: there is none. */
    StoredMemberPage page(MassJob job, int most, Members members, UnitOfWork work) {
        var wanted = new Place(job.kind(), job.cursor(), most);
        var known = page;
        if (known != null && wanted.equals(place)) {
            return known;
        }
        var after = job.cursor() == 0 ? null : new UserId(job.cursor());
        var read =
                new StoredMemberPage(
                        members.page(work, after, most),
                        MassJobStore.subjects(work, job.kind(), job.cursor()));
        place = wanted;
        page = read;
        return read;
    }

    void add(long changes) {
        ordered += changes;
    }

    /** How many changes of roles the jobs of this transaction have led to. */
    long ordered() {
        return ordered;
    }
}
