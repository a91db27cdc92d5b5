package dev.holdfast.roles.job;

import dev.holdfast.roles.assignment.MemberState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Members of a guild in the order of their ids, as a transaction read them. Jobs of one kind that
 * are at the same place share it, and what their task reads of these members. Bound to one thread.
 */
public final class StoredMemberPage {

    private final List<MemberState> members;
    private final Set<String> subjects;
    private final Map<Class<?>, Object> read = new HashMap<>();

    public StoredMemberPage(List<MemberState> members, Set<String> subjects) {
        this.members = List.copyOf(members);
        this.subjects = Set.copyOf(subjects);
    }

    public List<MemberState> members() {
        return members;
    }

    /** Of the jobs that are at this place. */
    public Set<String> subjects() {
        return subjects;
    }

    /** Reads what these jobs need to know once for all of them. */
    public <T> T once(Class<T> type, Supplier<T> reading) {
        return type.cast(read.computeIfAbsent(type, _ -> reading.get()));
    }
}
