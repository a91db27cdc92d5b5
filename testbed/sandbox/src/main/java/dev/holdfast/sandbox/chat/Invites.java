package dev.holdfast.sandbox.chat;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Invite;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Ways into guilds; called inside a change of the world. */
@Singleton
public class Invites {
    private static final String LETTERS =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 8;

    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    Invites(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    /** One that can still be used. */
    public Optional<Invite> find(String code) {
        return world.invites.find(code).filter(invite -> invite.usable(world.now()));
    }

    public List<Invite> of(Snowflake guildId) {
        return world.invites.all().stream()
                .filter(invite -> invite.guildId().equals(guildId) && invite.usable(world.now()))
                .toList();
    }

    public Invite create(Channel channel, Duration maxAge, int maxUses, boolean temporary, By by) {
        var code = new StringBuilder();
        while (code.length() < LENGTH)
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        var guildId = Objects.requireNonNull(channel.guildId());
        var invite =
                world.invites.put(
                        new Invite(
                                code.toString(),
                                guildId,
                                channel.id(),
                                by.user(),
                                maxAge,
                                maxUses,
                                temporary,
                                0,
                                world.now()));
        var data = Json.object().put("code", invite.code()).put("type", 0).put("uses", 0);
        data.put("guild_id", guildId.toString()).put("channel_id", channel.id().toString());
        data.put("max_age", maxAge.toSeconds()).put("max_uses", maxUses);
        data.put("temporary", temporary).put("created_at", Json.moment(invite.createdAt()));
        data.put("expires_at", Json.moment(invite.expires()));
        data.set("inviter", shapes.user(by.user()));
        world.publish(Event.inGuild("INVITE_CREATE", data, guildId, Intent.GUILD_INVITES));
        note(invite, AuditEntry.INVITE_CREATE, "new_value", by);
        return invite;
    }

    public void delete(Invite invite, By by) {
        world.invites.remove(invite);
        var data = Json.object().put("code", invite.code());
        data.put("guild_id", invite.guildId().toString());
        data.put("channel_id", invite.channelId().toString());
        var intent = Intent.GUILD_INVITES;
        world.publish(Event.inGuild("INVITE_DELETE", data, invite.guildId(), intent));
        note(invite, AuditEntry.INVITE_DELETE, "old_value", by);
    }

    private void note(Invite invite, int action, String value, By by) {
        var changes = Json.array();
        changes.addObject().put("key", "code").put(value, invite.code());
        var channel = changes.addObject().put("key", "channel_id");
        channel.put(value, invite.channelId().toString());
        changes.addObject().put("key", "max_uses").put(value, invite.maxUses());
        changes.addObject().put("key", "max_age").put(value, invite.maxAge().toSeconds());
        audit.note(invite.guildId(), action, null, changes, by);
    }
}
