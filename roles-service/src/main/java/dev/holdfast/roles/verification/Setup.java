package dev.holdfast.roles.verification;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.RoleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a guild verifies its members.
 *
 * @param role what the verified get
 * @param channel where the panel is
 * @param staff where moderators decide and hear of raids; {@code null}: nowhere
 * @param quarantine what those who join in a raid get; {@code null}: none
 * @param active {@code false}: it was turned off and nobody can verify
 */
record Setup(
        RoleId role,
        VerificationMethod way,
        ChannelId channel,
        @Nullable ChannelId staff,
        @Nullable RoleId quarantine,
        boolean active) {

    Optional<ChannelId> staffChannel() {
        return Optional.ofNullable(staff);
    }

    Optional<RoleId> quarantineRole() {
        return Optional.ofNullable(quarantine);
    }

    Setup off() {
        return new Setup(role, way, channel, staff, quarantine, false);
    }
}
