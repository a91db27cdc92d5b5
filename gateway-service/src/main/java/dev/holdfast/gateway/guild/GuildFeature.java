package dev.holdfast.gateway.guild;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** A guild's own settings, kept in the kit's table; it keeps nothing about a person. */
@Singleton
final class GuildFeature implements Feature {

    @Override
    public String name() {
        return "guild";
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }

    @Produces
    @Singleton
    static SettingsSheet sheet(NoticeChannelCheck notices) {
        return new RecordSheet<>(GuildSettings.KEY)
                .check("prefix", (prefix, _) -> GuildSettings.refusal(prefix))
                .check(
                        "notice-channel",
                        (id, invocation) -> notices.knownObstacle(invocation, ChannelId.of(id)));
    }
}
