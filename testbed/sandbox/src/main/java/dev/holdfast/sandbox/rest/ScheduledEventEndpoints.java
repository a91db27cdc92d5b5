package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.ScheduledEvents;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.ScheduledEventForm;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.ScheduledEvent;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** What a guild plans. */
@Singleton
class ScheduledEventEndpoints implements EndpointGroup {
    private static final int MOST = 100;
    private static final String ALL = "/guilds/{guild}/scheduled-events";
    private static final String ONE = ALL + "/{event}";

    private final World world;
    private final GuildShapes shapes;
    private final ScheduledEvents events;
    private final Pictures pictures;
    private final Authority authority;

    ScheduledEventEndpoints(
            World world,
            GuildShapes shapes,
            ScheduledEvents events,
            Pictures pictures,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.events = events;
        this.pictures = pictures;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ALL, this::list);
        routes.bot("POST", ALL, this::create);
        routes.bot(
                "GET",
                ONE,
                call -> EndpointAnswer.ok(world.change(() -> shown(call, found(call)))));
        routes.bot("PATCH", ONE, this::change);
        routes.bot("DELETE", ONE, this::delete);
        routes.bot("GET", ONE + "/users", this::users);
    }

    private ObjectNode shown(Call call, ScheduledEvent event) {
        var node = shapes.scheduledEvent(event);
        return call.asks("with_user_count")
                ? node.put("user_count", event.interested().size())
                : node;
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var planned = world.scheduledIn(authority.in(call, 0).id());
                    return GuildShapes.list(planned, event -> shown(call, event));
                }));
    }

    private ScheduledEvent found(Call call) {
        var guild = authority.in(call, 0);
        return world.scheduledEvents
                .find(call.id("event"))
                .filter(event -> event.guildId().equals(guild.id()))
                .orElseThrow(() -> DiscordError.of(404, 10070, "Unknown Guild Scheduled Event"));
    }

    private EndpointAnswer create(Call call) {
        var form = call.form();
        pictures.keep(form, "image");
        var settings = ScheduledEventForm.create(form, world.now());
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.CREATE_EVENTS);
                    refuseForeign(form.get("channel_id"), guild);
                    if (unfinished(guild) >= MOST) {
                        throw DiscordError.tooMany(
                                30038, "uncompleted guild scheduled events", MOST);
                    }
                    var event =
                            new ScheduledEvent(
                                    world.nextId(),
                                    guild.id(),
                                    call.user(),
                                    settings,
                                    java.util.List.of());
                    return shapes.scheduledEvent(events.create(event, call.by()));
                }));
    }

    private long unfinished(Guild guild) {
        return world.scheduledIn(guild.id()).stream()
                .filter(event -> event.status() <= ScheduledEvent.ACTIVE)
                .count();
    }

    /** It is in a voice or stage channel of that guild. */
    private void refuseForeign(Field field, Guild guild) {
        if (field.empty()) return;
        var channel =
                field.snowflake()
                        .flatMap(world.channels::find)
                        .filter(found -> guild.id().equals(found.guildId()))
                        .filter(found ->
                                found.type() == Channel.VOICE || found.type() == Channel.STAGE);
        if (channel.isPresent()) return;
        field.bad("CHANNEL_UNKNOWN", "Unknown channel");
        field.refuseErrors();
    }

    /** One's own with the lesser permission. */
    private ScheduledEvent changeable(Call call) {
        var event = found(call);
        var own = event.creatorId().equals(call.user());
        var held = authority.held(call, authority.in(call, 0));
        if (!Permission.has(held, Permission.MANAGE_EVENTS)
                && !(own && Permission.has(held, Permission.CREATE_EVENTS))) {
            throw DiscordError.missingPermissions();
        }
        return event;
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        pictures.keep(form, "image");
        return EndpointAnswer.ok(
                world.change(() -> {
                    var event = changeable(call);
                    if (event.status() > ScheduledEvent.ACTIVE) {
                        throw DiscordError.of(400, 180000, "Cannot update a finished event");
                    }
                    var settings = ScheduledEventForm.change(form, event, world.now());
                    refuseForeign(form.get("channel_id"), authority.in(call, 0));
                    var changed = events.change(event, event.with(settings), call.by());
                    return shapes.scheduledEvent(changed);
                }));
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> events.delete(changeable(call), call.by()));
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer users(Call call) {
        var limit = call.limit(100, 100);
        var after = call.querySnowflake("after").orElse(new Snowflake(0));
        var before = call.querySnowflake("before").orElse(new Snowflake(Long.MAX_VALUE));
        return EndpointAnswer.ok(
                world.change(() -> {
                    var event = found(call);
                    var page =
                            event.interested().stream()
                                    .filter(id -> id.compareTo(after) > 0)
                                    .filter(id -> id.compareTo(before) < 0)
                                    .sorted()
                                    .limit(limit)
                                    .toList();
                    return GuildShapes.list(page, id -> interested(call, event, id));
                }));
    }

    private ObjectNode interested(Call call, ScheduledEvent event, Snowflake id) {
        var node = Json.object().put("guild_scheduled_event_id", event.id().toString());
        node.put("user_id", id.toString()).put("response", 1).set("user", shapes.user(id));
        if (call.asks("with_member")) {
            world.member(event.guildId(), id)
                    .ifPresent(member -> node.set("member", shapes.member(member)));
        }
        return node;
    }
}
