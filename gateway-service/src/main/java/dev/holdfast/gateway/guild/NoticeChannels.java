package dev.holdfast.gateway.guild;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The channels in which guilds want their admins' notices. Thread-safe. */
@Singleton
public final class NoticeChannels {

    /** The one of the unit's guild, as it was set; it may be gone or closed to us by now. */
    public Optional<ChannelId> of(UnitOfWork work) {
        return Optional.ofNullable(work.settings(GuildSettings.KEY).noticeChannel());
    }
}
