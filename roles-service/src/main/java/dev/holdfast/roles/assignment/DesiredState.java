package dev.holdfast.roles.assignment;

/** How a member's role shall be on Discord. */
enum DesiredState {
    HAVE,
    LACK;

    /** Whether it is so. */
    boolean isMet(boolean has) {
        return has == (this == HAVE);
    }
}
