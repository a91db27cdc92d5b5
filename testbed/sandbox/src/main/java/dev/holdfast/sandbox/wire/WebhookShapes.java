package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Invite;
import dev.holdfast.sandbox.world.Webhook;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** Webhooks and invites as Discord writes them; called under the world's lock. */
@Singleton
public class WebhookShapes {
    private static final int INCOMING = 1;

    private final World world;
    private final GuildShapes guilds;

    WebhookShapes(World world, GuildShapes guilds) {
        this.world = world;
        this.guilds = guilds;
    }

    /** Without what only those who may manage it are told. */
    public ObjectNode plain(Webhook webhook) {
        var node = Json.object().put("id", webhook.id().toString()).put("type", INCOMING);
        node.put("guild_id", webhook.guildId().toString());
        node.put("channel_id", webhook.channelId().toString());
        node.put("name", webhook.name()).put("avatar", webhook.avatar());
        var application = webhook.applicationId();
        node.put("application_id", application == null ? null : application.toString());
        return node;
    }

    /** With its token; {@code host} is where its address leads. */
    public ObjectNode whole(Webhook webhook, String host) {
        var node = plain(webhook).put("token", webhook.token());
        var url = "http://%s/api/webhooks/%s/%s";
        return node.put("url", url.formatted(host, webhook.id(), webhook.token()));
    }

    /** The same with who made it. */
    public ObjectNode managed(Webhook webhook, String host) {
        var node = whole(webhook, host);
        node.set("user", guilds.user(webhook.creatorId()));
        return node;
    }

    public ObjectNode invite(Invite invite, boolean counts) {
        var guild = world.guilds.find(invite.guildId()).orElseThrow();
        var node = Json.object().put("type", 0).put("code", invite.code());
        node.put("guild_id", invite.guildId().toString()).put("flags", 0);
        node.put("expires_at", Json.moment(invite.expires()));
        node.set("inviter", guilds.user(invite.inviterId()));
        node.set("guild", partial(guild));
        world.channels
                .find(invite.channelId())
                .ifPresent(channel -> node.set("channel", partial(channel)));
        if (counts) {
            var count = world.membersOf(guild.id()).size();
            node.put("approximate_member_count", count).put("approximate_presence_count", count);
        }
        return node;
    }

    /** With what its guild's managers are told. */
    public ObjectNode managed(Invite invite) {
        return invite(invite, false)
                .put("uses", invite.uses())
                .put("max_uses", invite.maxUses())
                .put("max_age", invite.maxAge().toSeconds())
                .put("temporary", invite.temporary())
                .put("created_at", Json.moment(invite.createdAt()));
    }

    private ObjectNode partial(Guild guild) {
        return guilds.guild(guild)
                .retain(
                        "id",
                        "name",
                        "splash",
                        "banner",
                        "description",
                        "icon",
                        "features",
                        "verification_level",
                        "vanity_url_code",
                        "nsfw_level",
                        "nsfw",
                        "premium_subscription_count");
    }

    private static ObjectNode partial(Channel channel) {
        return Json.object()
                .put("id", channel.id().toString())
                .put("type", channel.type())
                .put("name", channel.name());
    }
}
