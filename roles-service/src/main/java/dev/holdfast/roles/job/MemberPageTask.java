package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;

/** A bean that does one kind of work on a guild's members, a page of them at a time. */
public interface MemberPageTask {

    /** What jobs call it, fixed for ever; small letters, digits and hyphens, at most 40. */
    String name();

    /** How many members a page has at most, 1 to 5,000; a page takes well below a second. */
    default int pageSize() {
        return 500;
    }

    /**
     * Does it for a page, in the transaction that moves the job's cursor past it. What it throws
     * undoes the page, which is tried again a few times before the job fails.
     *
     * @param params what the job was started with
     * @return how many of the members it did, from the first on, at least one: who would change too
     *     much at once leaves the others for the next page
     */
    int page(StoredMemberPage page, String params, UnitOfWork work);

    /**
     * All pages are done; does what is left to do, a part that takes well below a second.
     *
     * @return whether that was all of it; else it is called again, in another transaction
     */
    default boolean looked(String params, UnitOfWork work) {
        return true;
    }
}
