package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.chat.Threads;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Starting, changing and ending threads. */
@Singleton
class ThreadEndpoints implements EndpointGroup {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final World world;
    private final GuildShapes shapes;
    private final MessageShapes messages;
    private final Threads threads;
    private final MessagePosting posting;
    private final Authority authority;

    ThreadEndpoints(
            World world,
            GuildShapes shapes,
            MessageShapes messages,
            Threads threads,
            MessagePosting posting,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.messages = messages;
        this.threads = threads;
        this.posting = posting;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        var under = "/channels/{channel}/messages/{message}/threads";
        routes.bot("POST", under, 5, FIVE_SECONDS, this::startUnder);
        routes.bot("POST", "/channels/{channel}/threads", 5, FIVE_SECONDS, this::start);
    }

    private static Patch patch(Field form) {
        return new Patch(form)
                .text("name", 1, 100)
                .choice("auto_archive_duration", 60, 1_440, 4_320, 10_080)
                .number("rate_limit_per_user", 0, 21_600)
                .flag("invitable");
    }

    private static void tags(Field form, ObjectNode fields) {
        var tags = form.get("applied_tags");
        if (tags.missing()) return;
        for (var each : tags.list(0, 5)) each.snowflake();
        form.refuseErrors();
        fields.set("applied_tags", tags.raw());
    }

    private EndpointAnswer startUnder(Call call) {
        var form = call.form();
        form.get("name").require();
        var fields = patch(form).read();
        var started =
                world.change(() -> {
                    var parent = parent(call, Permission.CREATE_PUBLIC_THREADS);
                    if (!parent.textual()) throw wrongType();
                    var message =
                            world.messages
                                    .find(parent.id(), call.id("message"))
                                    .filter(each -> !each.ephemeral())
                                    .orElseThrow(DiscordError::unknownMessage);
                    if (world.channels.find(message.id()).isPresent()) {
                        throw DiscordError.of(
                                400, 160_004, "A thread has already been created for this message");
                    }
                    var type = publicType(parent);
                    return shown(
                            threads.start(parent, type, fields, Optional.of(message), call.by()),
                            call);
                });
        return EndpointAnswer.of(201, started);
    }

    private static int publicType(Channel parent) {
        return parent.type() == Channel.ANNOUNCEMENT
                ? Channel.ANNOUNCEMENT_THREAD
                : Channel.PUBLIC_THREAD;
    }

    private Channel parent(Call call, long wanted) {
        var parent = authority.channel(call, wanted);
        authority.guildOf(parent);
        var threaded =
                parent.type() == Channel.TEXT
                        || parent.type() == Channel.ANNOUNCEMENT
                        || parent.type() == Channel.FORUM;
        if (!threaded) throw wrongType();
        return parent;
    }

    private static DiscordError wrongType() {
        return DiscordError.of(400, 50024, "Cannot execute action on this channel type");
    }

    private ObjectNode shown(Channel thread, Call call) {
        var node = shapes.channel(thread);
        world.threadMember(thread.id(), call.user())
                .ifPresent(own -> node.set("member", shapes.threadMember(own)));
        return node;
    }

    private EndpointAnswer start(Call call) {
        var form = call.form();
        form.get("name").require();
        var asked =
                form.get("type")
                        .choice(
                                Set.of(
                                        Channel.ANNOUNCEMENT_THREAD,
                                        Channel.PUBLIC_THREAD,
                                        Channel.PRIVATE_THREAD),
                                Channel.PRIVATE_THREAD);
        var fields = patch(form).read();
        tags(form, fields);
        var started =
                world.change(() -> {
                    var parent = parent(call, 0);
                    if (parent.type() == Channel.FORUM) return post(call, parent, form, fields);
                    var closed = asked == Channel.PRIVATE_THREAD;
                    parent(
                            call,
                            closed
                                    ? Permission.CREATE_PRIVATE_THREADS
                                    : Permission.CREATE_PUBLIC_THREADS);
                    var type = closed ? asked : publicType(parent);
                    var by = call.by();
                    return shown(threads.start(parent, type, fields, Optional.empty(), by), call);
                });
        return EndpointAnswer.of(201, started);
    }

    /** A forum's thread begins with a message of the same id. */
    private ObjectNode post(Call call, Channel forum, Field form, ObjectNode fields) {
        authority.channel(call, Permission.SEND_MESSAGES);
        if (!form.get("message").require()) form.refuseErrors();
        var message = MessageForm.create(form.get("message"));
        var type = Channel.PUBLIC_THREAD;
        var thread = threads.start(forum, type, fields, Optional.empty(), call.by());
        var flags = message.flags() & ~MessageBody.EPHEMERAL;
        var body = posting.body(call, call.user(), message, thread, flags);
        var first = posting.first(thread, call.user(), body);
        var node = shown(thread, call);
        node.set("message", messages.message(first));
        return node;
    }

    /** Its name and state may be changed by who started it, all else by who manages threads. */
    ObjectNode change(Call call, Channel thread) {
        var form = call.form();
        var fields =
                patch(form).flag("archived", "locked").number("flags", 0, Integer.MAX_VALUE).read();
        tags(form, fields);
        var held = world.permissions(call.user(), thread);
        var manages = Permission.has(held, Permission.MANAGE_THREADS);
        var own = thread.recipients().contains(call.user());
        var archived = GuildShapes.archived(thread);
        var locked = thread.setting("thread_metadata").path("locked").asBoolean();
        var opens = archived && fields.path("archived").isBoolean();
        if (archived && !opens && !fields.has("locked")) throw DiscordError.archivedThread();
        var writer = Permission.has(held, Permission.SEND_MESSAGES) && !locked;
        var justOpens = opens && fields.size() == 1 && writer;
        var restricted = fields.has("locked") || fields.has("rate_limit_per_user");
        if (!manages && !justOpens && (!own || restricted || locked)) {
            throw DiscordError.missingPermissions();
        }
        return shown(threads.change(thread, fields, call.by()), call);
    }

    void delete(Call call, Channel thread) {
        authority.channel(call, Permission.MANAGE_THREADS);
        threads.delete(thread, call.by());
    }
}
