package dev.holdfast.roles.assignment;

/** What becomes of a claim that stands when its member asks to be forgotten; a veto stands on. */
public enum OnForget {
    /** The claim is deleted, and the member keeps the role. */
    KEEP_ROLE,
    /** The claim is withdrawn and deleted: the role goes. */
    TAKE_ROLE,
    /** The claim stands until it is withdrawn, and names the member until then. */
    STAND;

    /** A role for a while is taken, since without the claim nothing would end it. */
    static OnForget of(StandingClaim claim) {
        return claim.until() == null ? KEEP_ROLE : TAKE_ROLE;
    }
}
