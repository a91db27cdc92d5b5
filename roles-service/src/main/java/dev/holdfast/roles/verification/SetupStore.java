package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.RoleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How each guild verifies its members. */
final class SetupStore {

    private static final String FIND =
            "select * from verification_setup where guild_id = app_guild()";
    private static final String PUT =
            """
            insert into verification_setup
                (guild_id, role_id, way, channel_id, staff_channel_id, quarantine_role_id, active, set_at)
            values (app_guild(), :role, :way, :channel, :staff, :quarantine, :active, work_now())
            on conflict (guild_id) do update
            set role_id = :role, way = :way, channel_id = :channel, staff_channel_id = :staff,
                quarantine_role_id = :quarantine, panel_message_id = null, active = :active, set_at = work_now()
            """;

    private static final String PANEL =
            """
            select channel_id, panel_message_id from verification_setup
            where guild_id = app_guild() and panel_message_id is not null
            """;
    private static final String POSTED =
            """
            update verification_setup set panel_message_id = :message
            where guild_id = app_guild() and channel_id = :channel
            """;

    /** The message with the button. */
    record PanelMessage(ChannelId channel, MessageId message) {}

    private SetupStore() {}

    static Optional<Setup> find(UnitOfWork work) {
        return work.handle().createQuery(FIND).map((row, _) -> read(row)).findOne();
    }

    static void put(UnitOfWork work, Setup setup) {
        work.write(
                1,
                work.handle()
                        .createUpdate(PUT)
                        .bind("role", setup.role().value())
                        .bind("way", setup.way().word())
                        .bind("channel", setup.channel().value())
                        .bind("staff", setup.staffChannel().map(ChannelId::value).orElse(null))
                        .bind("quarantine", setup.quarantineRole().map(RoleId::value).orElse(null))
                        .bind("active", setup.active()));
    }

    static Optional<PanelMessage> panel(UnitOfWork work) {
        return work.handle()
                .createQuery(PANEL)
                .map((row, _) ->
                        new PanelMessage(
                                new ChannelId(row.getLong("channel_id")),
                                new MessageId(row.getLong("panel_message_id"))))
                .findOne();
    }

    /** The panel is that message; nothing, where it was set up in another channel meanwhile. */
    static void posted(UnitOfWork work, ChannelId channel, MessageId message) {
        work.wrote(
                work.handle()
                        .createUpdate(POSTED)
                        .bind("channel", channel.value())
                        .bind("message", message.value())
                        .execute());
    }

    private static Setup read(ResultSet row) throws SQLException {
        var staff = row.getObject("staff_channel_id", Long.class);
        var quarantine = row.getObject("quarantine_role_id", Long.class);
        return new Setup(
                new RoleId(row.getLong("role_id")),
                VerificationMethod.of(row.getString("way")),
                new ChannelId(row.getLong("channel_id")),
                staff == null ? null : new ChannelId(staff),
                quarantine == null ? null : new RoleId(quarantine),
                row.getBoolean("active"));
    }
}
