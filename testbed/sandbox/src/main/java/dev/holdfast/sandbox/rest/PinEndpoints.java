package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.Pins;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Pinned messages, by the old paths and the new, and the deletion of many messages at once. */
@Singleton
class PinEndpoints implements EndpointGroup {
    private static final int MOST_OF_A_PAGE = 50;
    private static final Duration OLDEST = Duration.ofDays(14);

    private final World world;
    private final MessageShapes shapes;
    private final Pins pins;
    private final Chat chat;
    private final Authority authority;

    PinEndpoints(World world, MessageShapes shapes, Pins pins, Chat chat, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.pins = pins;
        this.chat = chat;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        for (var path : List.of("/channels/{channel}/messages/pins", "/channels/{channel}/pins")) {
            routes.bot("PUT", path + "/{message}", this::pin);
            routes.bot("DELETE", path + "/{message}", this::unpin);
        }
        routes.bot("GET", "/channels/{channel}/messages/pins", this::page);
        routes.bot("GET", "/channels/{channel}/pins", this::list);
        routes.bot("POST", "/channels/{channel}/messages/bulk-delete", this::deleteMany);
    }

    /** MANAGE_MESSAGES sufficed before PIN_MESSAGES was its own permission. */
    private Channel pinnable(Call call) {
        var channel = authority.textual(call, 0);
        var held = world.permissions(call.user(), channel);
        if (!Permission.has(held, Permission.PIN_MESSAGES)
                && !Permission.has(held, Permission.MANAGE_MESSAGES)) {
            throw DiscordError.missingPermissions();
        }
        return channel;
    }

    private Message message(Call call, Channel channel) {
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(DiscordError::unknownMessage);
    }

    private EndpointAnswer pin(Call call) {
        world.change(() -> {
            var channel = pinnable(call);
            var message = message(call, channel);
            if (message.type() == Message.PINNED || message.type() == Message.JOIN) {
                throw DiscordError.of(403, 50021, "Cannot execute action on a system message");
            }
            pins.pin(message, channel, call.by());
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer unpin(Call call) {
        world.change(() -> {
            var channel = pinnable(call);
            pins.unpin(message(call, channel), channel, call.by());
        });
        return EndpointAnswer.nothing();
    }

    /** Who may not read the history sees no pins. */
    private List<Message> readable(Call call) {
        var channel = authority.textual(call, 0);
        var held = world.permissions(call.user(), channel);
        return Permission.has(held, Permission.READ_MESSAGE_HISTORY) ? pins.of(channel) : List.of();
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var latest = readable(call).stream().limit(MOST_OF_A_PAGE).toList();
                    return GuildShapes.list(latest, shapes::message);
                }));
    }

    private EndpointAnswer page(Call call) {
        var limit = call.limit(MOST_OF_A_PAGE, MOST_OF_A_PAGE);
        var before = before(call);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var older =
                            readable(call).stream()
                                    .filter(message -> since(message).isBefore(before))
                                    .toList();
                    var node = Json.object();
                    var items = node.putArray("items");
                    for (var message : older.subList(0, Math.min(limit, older.size()))) {
                        var item = items.addObject().put("pinned_at", Json.moment(since(message)));
                        item.set("message", shapes.message(message));
                    }
                    return node.put("has_more", older.size() > limit);
                }));
    }

    private static Instant since(Message message) {
        return Objects.requireNonNull(message.pinnedAt());
    }

    private static Instant before(Call call) {
        var text = call.query().get("before");
        if (text == null) return Instant.MAX;
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException _) {
            var form = dev.holdfast.sandbox.form.Field.of(Json.object());
            form.get("before").bad("DATETIME_TYPE_PARSE", "Could not parse " + text + ".");
            throw DiscordError.form(form);
        }
    }

    private EndpointAnswer deleteMany(Call call) {
        var form = call.form();
        var ids = new ArrayList<Snowflake>();
        if (form.get("messages").require()) {
            for (var each : form.get("messages").list(2, 100)) each.snowflake().ifPresent(ids::add);
        }
        form.refuseErrors();
        world.change(() -> {
            var channel = authority.textual(call, Permission.MANAGE_MESSAGES);
            authority.guildOf(channel);
            var oldest = Snowflake.at(world.now().minus(OLDEST));
            if (ids.stream().anyMatch(id -> id.compareTo(oldest) < 0)) {
                throw DiscordError.of(
                        400,
                        50034,
                        "You can only bulk delete messages that are under 14 days old.");
            }
            chat.deleteMany(channel, ids, call.by());
        });
        return EndpointAnswer.nothing();
    }
}
