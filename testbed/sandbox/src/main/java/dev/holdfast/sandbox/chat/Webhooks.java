package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.wire.WebhookShapes;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Webhook;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** Creates, changes and deletes webhooks; called inside a change of the world. */
@Singleton
public class Webhooks {
    private final World world;
    private final WebhookShapes shapes;
    private final Audit audit;

    Webhooks(World world, WebhookShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    public Webhook create(Webhook webhook, By by) {
        world.webhooks.put(webhook);
        told(webhook, AuditEntry.WEBHOOK_CREATE, Json.object(), shapes.plain(webhook), by);
        return webhook;
    }

    public Webhook change(Webhook before, Webhook after, By by) {
        if (before.equals(after)) return before;
        world.webhooks.put(after);
        told(after, AuditEntry.WEBHOOK_UPDATE, shapes.plain(before), shapes.plain(after), by);
        return after;
    }

    public void delete(Webhook webhook, By by) {
        world.webhooks.remove(webhook);
        told(webhook, AuditEntry.WEBHOOK_DELETE, shapes.plain(webhook), Json.object(), by);
    }

    private void told(Webhook webhook, int action, ObjectNode before, ObjectNode after, By by) {
        var data = Json.object().put("guild_id", webhook.guildId().toString());
        data.put("channel_id", webhook.channelId().toString());
        world.publish(
                Event.inGuild("WEBHOOKS_UPDATE", data, webhook.guildId(), Intent.GUILD_WEBHOOKS));
        var changes = Audit.changes(before, after);
        audit.note(webhook.guildId(), action, webhook.id(), changes, by);
    }
}
