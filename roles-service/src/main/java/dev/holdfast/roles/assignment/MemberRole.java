package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Comparator;

/** A role of a member's; rows of several are locked in this order. */
record MemberRole(UserId user, RoleId role) implements Comparable<MemberRole> {

    private static final Comparator<MemberRole> ORDER =
            Comparator.comparingLong((MemberRole it) -> it.user().value())
                    .thenComparingLong(it -> it.role().value());

    /** Reads what {@link #toString} wrote. */
    static MemberRole parse(String text) {
        var colon = text.indexOf(':');
        return new MemberRole(
                new UserId(Long.parseLong(text.substring(0, colon))),
                new RoleId(Long.parseLong(text.substring(colon + 1))));
    }

    @Override
    public int compareTo(MemberRole other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return user + ":" + role;
    }
}
