package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of a channel, as the bot may see and change them. */
@Singleton
class MessageEndpoints implements EndpointGroup {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final World world;
    private final MessageShapes shapes;
    private final Chat chat;
    private final MessagePosting posting;
    private final ForwardedMessages forwarding;
    private final Authority authority;
    private final Signs signs;
    private final Duration nonce;

    MessageEndpoints(
            World world,
            MessageShapes shapes,
            Chat chat,
            MessagePosting posting,
            ForwardedMessages forwarding,
            Authority authority,
            Signs signs,
            SandboxSettings settings) {
        this.signs = signs;
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        this.posting = posting;
        this.forwarding = forwarding;
        this.authority = authority;
        nonce = settings.nonce();
    }

    @Override
    public void register(Routes routes) {
        routes.bot("POST", "/channels/{channel}/typing", 5, FIVE_SECONDS, this::typing);
        routes.bot("GET", "/channels/{channel}/messages", this::list);
        routes.bot("POST", "/channels/{channel}/messages", 5, FIVE_SECONDS, this::create);
        routes.bot("GET", "/channels/{channel}/messages/{message}", this::one);
        routes.bot("PATCH", "/channels/{channel}/messages/{message}", 5, FIVE_SECONDS, this::edit);
        routes.bot(
                "DELETE",
                "/channels/{channel}/messages/{message}",
                5,
                Duration.ofSeconds(1),
                this::delete);
    }

    /** Ephemeral messages do not exist here. */
    private Message found(Call call, Channel channel) {
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(DiscordError::unknownMessage);
    }

    private EndpointAnswer typing(Call call) {
        world.change(
                () -> signs.typing(authority.textual(call, Permission.SEND_MESSAGES), call.user()));
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(
                world.change(() ->
                        stored(
                                call,
                                found(
                                        call,
                                        authority.textual(
                                                call, Permission.READ_MESSAGE_HISTORY)))));
    }

    /** Newest first, as Discord lists them. */
    private EndpointAnswer list(Call call) {
        var limit = call.limit(50, 100);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.textual(call, 0);
                    var permissions = world.permissions(call.user(), channel);
                    if (!Permission.has(permissions, Permission.READ_MESSAGE_HISTORY))
                        return Json.array();
                    return GuildShapes.list(
                            page(call, channel, limit), message -> stored(call, message));
                }));
    }

    private List<Message> page(Call call, Channel channel, int limit) {
        var all = world.messages.in(channel.id());
        var after = call.querySnowflake("after");
        var around = call.querySnowflake("around");
        if (after.isPresent())
            return take(all.tailMap(after.get(), false).values(), limit).reversed();
        if (around.isPresent()) {
            var later = take(all.tailMap(around.get(), true).values(), (limit + 1) / 2).reversed();
            var both = new ArrayList<Message>(later);
            both.addAll(take(all.headMap(around.get(), false).descendingMap().values(), limit / 2));
            return both;
        }
        var before = call.querySnowflake("before").map(id -> all.headMap(id, false)).orElse(all);
        return take(before.descendingMap().values(), limit);
    }

    private static List<Message> take(Iterable<Message> messages, int limit) {
        var taken = new ArrayList<Message>();
        for (var message : messages) {
            if (taken.size() == limit) break;
            if (!message.ephemeral()) taken.add(message);
        }
        return taken;
    }

    /** As it is read later: Discord keeps no nonce with a message. */
    private ObjectNode stored(Call call, Message message) {
        var node = shapes.message(message);
        node.remove("nonce");
        var place = 0;
        for (var reaction : message.reactions()) {
            var own = reaction.users().contains(call.user());
            ((ObjectNode) node.path("reactions").path(place++)).put("me", own);
        }
        var poll = message.body().poll();
        if (poll != null) node.set("poll", MessageShapes.poll(message, poll, call.user()));
        return node;
    }

    private EndpointAnswer create(Call call) {
        var asked = call.form();
        var form = MessageForm.create(asked);
        var flags = form.flags() & ~MessageBody.EPHEMERAL;
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = writable(call, needed(form, call));
                    var sent = alreadySent(call, form, channel);
                    if (sent.isPresent()) return shapes.message(sent.get());
                    var forwarded = forwarding.read(call, asked);
                    if (forwarded.isPresent()) {
                        return shapes.message(
                                posting.forward(channel, call.user(), forwarded.get()));
                    }
                    var replyTo = replied(form, channel);
                    var author = replyTo.map(Message::authorId);
                    var body = posting.body(call, call.user(), form, channel, flags, author);
                    var reply = replyTo.map(Message::id).orElse(null);
                    var nonce = form.nonce().orElse(null);
                    return shapes.message(
                            chat.send(channel, call.user(), body, null, reply, nonce));
                }));
    }

    /** An archived thread wakes up when somebody writes, unless it is locked. */
    private Channel writable(Call call, long wanted) {
        var channel = authority.textual(call, Permission.SEND_MESSAGES | wanted);
        var locked = channel.setting("thread_metadata").path("locked").asBoolean();
        if (GuildShapes.archived(channel) && locked) {
            if (!Permission.has(
                    world.permissions(call.user(), channel), Permission.MANAGE_THREADS)) {
                throw DiscordError.archivedThread();
            }
        }
        return channel;
    }

    private static long needed(MessageForm form, Call call) {
        return (form.embeds().isEmpty() ? 0 : Permission.EMBED_LINKS)
                | (call.uploads().isEmpty() ? 0 : Permission.ATTACH_FILES)
                | (form.poll().isEmpty() ? 0 : Permission.SEND_POLLS)
                | (form.replyTo().isEmpty() ? 0 : Permission.READ_MESSAGE_HISTORY);
    }

    private Optional<Message> alreadySent(Call call, MessageForm form, Channel channel) {
        if (!form.enforceNonce() || form.nonce().isEmpty()) return Optional.empty();
        var recent =
                world.messages
                        .in(channel.id())
                        .tailMap(Snowflake.at(world.now().minus(nonce)), true);
        return recent.values().stream()
                .filter(message -> message.authorId().equals(call.user()))
                .filter(message -> form.nonce().get().equals(message.nonce()))
                .findFirst();
    }

    private Optional<Message> replied(MessageForm form, Channel channel) {
        if (form.replyTo().isEmpty()) return Optional.empty();
        var message =
                world.messages
                        .find(channel.id(), form.replyTo().get())
                        .filter(each -> !each.ephemeral());
        if (message.isEmpty() && form.failWithoutReplied()) {
            var reference = dev.holdfast.sandbox.form.Field.of(Json.object());
            reference.get("message_reference").bad("REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            reference.refuseErrors();
        }
        return message;
    }

    private EndpointAnswer edit(Call call) {
        var asked = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.textual(call, 0);
                    var message = found(call, channel);
                    if (!message.authorId().equals(call.user()))
                        throw DiscordError.foreignMessage();
                    if (message.body().poll() != null) {
                        throw DiscordError.of(400, 520003, "Cannot edit a poll message");
                    }
                    var body = posting.edited(call, asked, message, channel);
                    return shapes.message(chat.edit(message, body, true));
                }));
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> {
            var channel = authority.textual(call, 0);
            var message = found(call, channel);
            var own = message.authorId().equals(call.user());
            if (!own
                    && !Permission.has(
                            world.permissions(call.user(), channel), Permission.MANAGE_MESSAGES)) {
                throw DiscordError.missingPermissions();
            }
            chat.delete(message, call.by());
        });
        return EndpointAnswer.nothing();
    }
}
