package dev.holdfast.gateway.guild;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where guilds want their admins to be told things. Safe for any thread. */
@Singleton
public final class NoticeChannels {

    /** The one of the unit's guild, as it was set; it may be gone or closed to us by now. */
    public Optional<ChannelId> of(UnitOfWork work) {
        return Optional.ofNullable(work.settings(GuildSettings.KEY).noticeChannel());
    }
}
