package dev.holdfast.kit.fact;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.FactValues;
import dev.holdfast.kit.protocol.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Members as they are named in a query: ids with commas between them. */
public final class MemberList {

    private MemberList() {}

    static String text(Collection<UserId> members) {
        return members.stream().map(UserId::toString).collect(Collectors.joining(","));
    }

    /**
     * Reads such a list.
     *
     * @throws Rejected when it is none, or has none or more than 500
     */
    public static Set<UserId> of(String list) {
        var ids = list.split(",", FactValues.MOST + 1);
        try {
            if (ids.length > FactValues.MOST) {
                throw new IllegalArgumentException("These are more.");
            }
            return Arrays.stream(ids)
                    .map(UserId::of)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    Problem.Kind.MALFORMED_REQUEST.detail(
                            "Ask for 1 to 500 members, with commas between their ids: "
                                    + e.getMessage()));
        }
    }
}
