package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Polls;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Poll;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** Who voted in a poll, and its end; bots ask and do not vote. */
@Singleton
class PollEndpoints implements EndpointGroup {
    private static final String ONE = "/channels/{channel}/polls/{message}";

    private final World world;
    private final GuildShapes shapes;
    private final MessageShapes messages;
    private final Polls polls;
    private final Authority authority;

    PollEndpoints(
            World world,
            GuildShapes shapes,
            MessageShapes messages,
            Polls polls,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.messages = messages;
        this.polls = polls;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ONE + "/answers/{answer}", this::voters);
        routes.bot("POST", ONE + "/expire", this::end);
    }

    private Message found(Call call, long wanted) {
        var channel = authority.textual(call, wanted);
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(DiscordError::unknownMessage);
    }

    private static Poll poll(Message message) {
        var poll = message.body().poll();
        if (poll == null) {
            throw DiscordError.of(400, 520006, "Cannot expire a non-poll message");
        }
        return poll;
    }

    private EndpointAnswer voters(Call call) {
        var limit = call.limit(25, 100);
        var after = call.querySnowflake("after").orElse(new Snowflake(0));
        var form = Field.of(Json.object().put("answer_id", call.text("answer")));
        var answer = form.get("answer_id").integer(1, 10, 1);
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var poll = poll(found(call, Permission.READ_MESSAGE_HISTORY));
                    var page =
                            poll.voters(answer).stream()
                                    .filter(user -> user.compareTo(after) > 0)
                                    .sorted()
                                    .limit(limit)
                                    .toList();
                    ObjectNode node = Json.object();
                    return node.set("users", GuildShapes.list(page, shapes::user));
                }));
    }

    private EndpointAnswer end(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var message = found(call, 0);
                    var poll = poll(message);
                    if (!message.authorId().equals(call.user())) {
                        throw DiscordError.foreignMessage();
                    }
                    if (poll.endedAt() != null) {
                        throw DiscordError.of(400, 520001, "Poll expired");
                    }
                    return messages.message(polls.end(message));
                }));
    }
}
