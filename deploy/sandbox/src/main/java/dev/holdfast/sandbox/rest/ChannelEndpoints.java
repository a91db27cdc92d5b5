package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.MentionReader;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.BotToken;
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

/** Channels and the messages in them, as the bot may see and change them. */
@Singleton
class ChannelEndpoints implements Endpoints {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final World world;
    private final GuildShapes guilds;
    private final MessageShapes shapes;
    private final Chat chat;
    private final MentionReader mentions;
    private final Attachments attachments;
    private final Snowflake bot;
    private final Duration nonce;

    ChannelEndpoints(
            World world,
            GuildShapes guilds,
            MessageShapes shapes,
            Chat chat,
            MentionReader mentions,
            Attachments attachments,
            BotToken token,
            SandboxSettings settings) {
        this.world = world;
        this.guilds = guilds;
        this.shapes = shapes;
        this.chat = chat;
        this.mentions = mentions;
        this.attachments = attachments;
        bot = token.botId();
        nonce = settings.nonce();
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", "/channels/{channel}", this::channel);
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

    /** The channel, if it exists for the bot and the bot may do that in it. */
    private Channel in(Call call, long wanted) {
        var channel =
                world.channels.find(call.id("channel")).orElseThrow(DiscordError::unknownChannel);
        var permissions = world.permissions(bot, channel);
        if (!Permission.has(permissions, Permission.VIEW_CHANNEL))
            throw DiscordError.missingAccess();
        if (!Permission.has(permissions, wanted)) throw DiscordError.missingPermissions();
        return channel;
    }

    private Channel textual(Call call, long wanted) {
        var channel = in(call, wanted);
        if (!channel.textual())
            throw DiscordError.of(400, 50008, "Cannot send messages in a non-text channel");
        return channel;
    }

    /** Ephemeral messages do not exist here. */
    private Message found(Call call, Channel channel) {
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(DiscordError::unknownMessage);
    }

    private Answer channel(Call call) {
        return Answer.ok(world.change(() -> guilds.channel(in(call, 0))));
    }

    private Answer typing(Call call) {
        world.change(() -> textual(call, Permission.SEND_MESSAGES));
        return Answer.nothing();
    }

    private Answer one(Call call) {
        return Answer.ok(
                world.change(
                        () -> stored(found(call, textual(call, Permission.READ_MESSAGE_HISTORY)))));
    }

    /** Newest first, as Discord lists them. */
    private Answer list(Call call) {
        var limit = call.limit(50, 100);
        return Answer.ok(
                world.change(() -> {
                    var channel = textual(call, 0);
                    var permissions = world.permissions(bot, channel);
                    if (!Permission.has(permissions, Permission.READ_MESSAGE_HISTORY))
                        return Json.array();
                    return newestFirst(page(call, channel, limit));
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

    private ArrayNode newestFirst(List<Message> messages) {
        return GuildShapes.list(messages, this::stored);
    }

    /** As it is read later: Discord keeps no nonce with a message. */
    private ObjectNode stored(Message message) {
        var node = shapes.message(message);
        node.remove("nonce");
        return node;
    }

    private Answer create(Call call) {
        var form = MessageForm.create(call.form());
        var flags = form.flags() & ~MessageBody.EPHEMERAL;
        return Answer.ok(
                world.change(() -> {
                    var channel = textual(call, Permission.SEND_MESSAGES | needed(form, call));
                    var sent = alreadySent(form, channel);
                    if (sent.isPresent()) return shapes.message(sent.get());
                    var replyTo = replied(form, channel);
                    var author = replyTo.map(Message::authorId);
                    var pinged =
                            mentions.read(form.content(), channel, bot, form.allowed(), author);
                    var files = attachments.keep(call, channel.id());
                    var body = form.body(pinged, files, flags);
                    if (body.blank()) throw DiscordError.emptyMessage();
                    var reply = replyTo.map(Message::id).orElse(null);
                    return shapes.message(
                            chat.send(channel, bot, body, null, reply, form.nonce().orElse(null)));
                }));
    }

    private static long needed(MessageForm form, Call call) {
        return (form.embeds().isEmpty() ? 0 : Permission.EMBED_LINKS)
                | (call.uploads().isEmpty() ? 0 : Permission.ATTACH_FILES)
                | (form.replyTo().isEmpty() ? 0 : Permission.READ_MESSAGE_HISTORY);
    }

    private Optional<Message> alreadySent(MessageForm form, Channel channel) {
        if (!form.enforceNonce() || form.nonce().isEmpty()) return Optional.empty();
        var recent =
                world.messages
                        .in(channel.id())
                        .tailMap(Snowflake.at(world.now().minus(nonce)), true);
        return recent.values().stream()
                .filter(message -> message.authorId().equals(bot))
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

    private Answer edit(Call call) {
        var asked = call.form();
        return Answer.ok(
                world.change(() -> {
                    var channel = textual(call, 0);
                    var message = found(call, channel);
                    if (!message.authorId().equals(bot)) throw DiscordError.foreignMessage();
                    var form = MessageForm.read(asked, message.body());
                    var pinged =
                            mentions.read(
                                    form.content(), channel, bot, form.allowed(), Optional.empty());
                    var files =
                            attachments.keep(
                                    call, channel.id(), message.body().attachments(), asked);
                    var body = form.body(pinged, files, form.flags() & ~MessageBody.EPHEMERAL);
                    if (body.blank()) throw DiscordError.emptyMessage();
                    return shapes.message(chat.edit(message, body, true));
                }));
    }

    private Answer delete(Call call) {
        world.change(() -> {
            var channel = textual(call, 0);
            var message = found(call, channel);
            var own = message.authorId().equals(bot);
            if (!own
                    && !Permission.has(
                            world.permissions(bot, channel), Permission.MANAGE_MESSAGES)) {
                throw DiscordError.missingPermissions();
            }
            chat.delete(message);
        });
        return Answer.nothing();
    }
}
