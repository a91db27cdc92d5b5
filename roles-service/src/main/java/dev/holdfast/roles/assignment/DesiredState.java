package dev.holdfast.roles.assignment;

/** The desired state of a member's role on Discord. */
enum DesiredState {
    HAVE,
    LACK;

    /** Whether it is so. */
    boolean isMet(boolean has) {
        return has == (this == HAVE);
    }
}
