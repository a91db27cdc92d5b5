package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;

/** Whether somebody may have the bot give a role. */
public sealed interface GrantDecision {

    /**
     * They could give it by hand, and the bot can. What saves it calls {@link GrantChecks#approve}.
     *
     * @param dangerous what of its permissions is dangerous, and confirmed by name
     */
    record Allowed(RoleId role, Permissions dangerous) implements GrantDecision {}

    /** It has dangerous permissions: an administrator confirms it by typing its name. */
    record NeedsName(RoleId role, String name, Permissions dangerous) implements GrantDecision {}

    /** They cannot. */
    record Refused(Reason reason, RoleId role) implements GrantDecision {}

    /** Why a role cannot be given or taken. */
    enum Reason {
        EVERYONE,
        MANAGED,
        DELETED,
        NOT_KNOWN,
        ABOVE_BOT,
        BOT_LACKS_PERMISSION,
        ABOVE_ASKER,
        ASKER_LACKS_PERMISSION,
        /** Dangerous, and the asker is no administrator. */
        DANGEROUS
    }
}
