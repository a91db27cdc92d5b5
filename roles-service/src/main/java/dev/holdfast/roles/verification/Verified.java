package dev.holdfast.roles.verification;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is verified.
 *
 * @param by the moderator who decided; {@code null}: nobody had to
 * @param role what they got for it
 * @param left since when they are no member; {@code null}: they are one
 */
record Verified(
        UserId user,
        VerificationMethod how,
        Instant at,
        @Nullable UserId by,
        RoleId role,
        @Nullable Instant left) {}
