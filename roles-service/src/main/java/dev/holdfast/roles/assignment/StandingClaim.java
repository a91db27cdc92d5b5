package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim that was made and not withdrawn.
 *
 * @param until when it ends by itself; {@code null}: when it is withdrawn
 */
public record StandingClaim(
        UserId user,
        RoleId role,
        Source source,
        RoleClaim.Kind kind,
        Instant since,
        @Nullable Instant until,
        String reason) {

    ClaimKey key() {
        return new ClaimKey(user, role, source);
    }
}
