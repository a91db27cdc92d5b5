package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.gateway.prefix.TemporaryReplies.Passing;
import dev.holdfast.kit.protocol.ChannelId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Answers messages in their channel: those of one channel one after the other, in the order of the
 * messages, and several in one message where Discord's limit for the channel leaves them waiting.
 * What was not sent stays noted. Safe for any thread.
 */
@Singleton
final class ChannelReplies {

    /** Names what is noted of a typed command. */
    static final String KIND = "message";

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** A limit that takes longer is waited for here, where more answers may join meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration FILES_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SIGN_PATIENCE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int SERVER_ERROR = 500;

    /** Commands under way end first; they observe without a priority, which is 2,500. */
    private static final int AFTER_COMMANDS = 3_000;

    private final DiscordRest rest;
    private final PendingRequests notes;
    private final TemporaryReplies passing;
    private final MeterRegistry metrics;
    private final ConcurrentMap<ChannelId, ChannelQueue> queues = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    ChannelReplies(
            DiscordRest rest,
            PendingRequests notes,
            TemporaryReplies passing,
            MeterRegistry metrics) {
        this.rest = rest;
        this.notes = notes;
        this.passing = passing;
        this.metrics = metrics;
        metrics.gaugeMapSize("holdfast.gateway.channels.answering", List.of(), queues);
    }

    /** A place in the channel's order; empty where too many wait there, or this one does. */
    Optional<MessageTurn> take(CommandMessage asked) {
        var turn =
                new Object() {
                    Optional<MessageTurn> taken = Optional.empty();
                };
        queues.compute(
                asked.message().channel(),
                (_, known) -> {
                    var queue = known == null ? new ChannelQueue() : known;
                    turn.taken = queue.take(asked);
                    return queue;
                });
        return turn.taken;
    }

    /** Has the answer sent when it is its turn. */
    void answer(MessageTurn turn, PendingReply answer) {
        var channel = turn.asked().message().channel();
        var queue = Objects.requireNonNull(queues.get(channel));
        if (queue.answer(turn, answer) && !senders.isShutdown()) {
            senders.execute(() -> drain(channel, queue));
        }
    }

    /** There is no answer to give now. */
    void leave(MessageTurn turn) {
        var channel = turn.asked().message().channel();
        leave(channel, Objects.requireNonNull(queues.get(channel)), List.of(turn));
    }

    /** Shows that an answer is on its way, for which others need not wait. */
    void typing(MessageTurn turn) {
        var message = turn.asked().message();
        Objects.requireNonNull(queues.get(message.channel())).stepAside(turn);
        var sign = RestCall.post("/channels/" + message.channel() + "/typing");
        rest.send(sign.in(message.guild()), SIGN_PATIENCE);
    }

    /** Whether the bot has answered it; empty where Discord does not say. */
    Optional<Boolean> isAnswered(TypedMessage message) {
        return new SentReplies(rest).to(message).map(Optional::isPresent);
    }

    private void leave(ChannelId channel, ChannelQueue queue, List<MessageTurn> turns) {
        queue.leave(turns);
        queues.computeIfPresent(channel, (_, known) -> known.isEmpty() ? null : known);
    }

    private void drain(ChannelId channel, ChannelQueue queue) {
        try {
            for (var batch = queue.next(); !batch.isEmpty(); batch = queue.next()) {
                send(channel, queue, batch);
            }
        } catch (InterruptedException e) {
            LOG.debugf(e, "channel %s: what is not answered stays noted", channel);
            queue.stopped();
        }
    }

    private void send(ChannelId channel, ChannelQueue queue, List<MessageTurn> batch)
            throws InterruptedException {
        try {
            switch (post(channel, batch)) {
                case RestAnswer.Done _ -> settle(channel, queue, batch, "sent");
                case RestAnswer.Unsent(var why, var retryAfter, _) -> {
                    LOG.debugf("channel %s: %d answers wait: %s", channel, batch.size(), why);
                    queue.pause(
                            retryAfter.compareTo(LONGEST_PAUSE) < 0 ? retryAfter : LONGEST_PAUSE);
                    giveUpOld(channel, queue, batch);
                }
                case RestAnswer.Refused refused when refused.status() < SERVER_ERROR ->
                        refused(channel, queue, batch, refused);
                case RestAnswer.Refused _, RestAnswer.Unanswered _ ->
                        lookAgain(channel, queue, batch);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "channel %s: %d answers could not be sent", channel, batch.size());
            lookAgain(channel, queue, batch);
        }
    }

    /** What was done is told, with or without its files. */
    private RestAnswer post(ChannelId channel, List<MessageTurn> batch) {
        var answers = batch.stream().map(turn -> Objects.requireNonNull(turn.answer())).toList();
        var first = answers.getFirst();
        if (first.files().isEmpty()) {
            return post(channel, answers, PATIENCE);
        }
        var sent = post(channel, answers, FILES_PATIENCE);
        var isLost = sent instanceof RestAnswer.Refused || sent instanceof RestAnswer.Unsent;
        if (!isLost) {
            return sent;
        }
        var bare =
                new PendingReply(
                        first.to(),
                        first.withoutFiles(),
                        first.withoutFiles(),
                        List.of(),
                        first.refers(),
                        first.stay());
        return post(channel, List.of(bare), PATIENCE);
    }

    /** The nonce is the first message's own id, so Discord takes a repeated reply for the same. */
    private RestAnswer post(ChannelId channel, List<PendingReply> answers, Duration patience) {
        var call =
                RestCall.postOnce("/channels/" + channel + "/messages", ReplyBatch.body(answers));
        var first = answers.getFirst();
        var guild = first.to().guild();
        var isTakenBack = first.stay() != ReplyLifetime.KEPT && passing.isTakenBack(first.to());
        if (isTakenBack && !passing.write(first.to(), first.stay())) {
            return new RestAnswer.Unsent("its removal could not be written down", PATIENCE);
        }
        var answer = rest.send(call.in(guild).with(first.files()), patience);
        if (isTakenBack && answer instanceof RestAnswer.Done(var created)) {
            passing.sent(new Passing(first.to(), created.path("id").asText(), first.stay()));
        }
        return answer;
    }

    private void settle(
            ChannelId channel, ChannelQueue queue, List<MessageTurn> batch, String outcome) {
        for (var turn : batch) {
            notes.done(turn.asked().id());
            turn.asked().ack().release();
        }
        metrics.counter("holdfast.gateway.answers", "outcome", outcome).increment(batch.size());
        leave(channel, queue, batch);
    }

    /** Those that were refused together may be taken one by one. */
    private void refused(
            ChannelId channel,
            ChannelQueue queue,
            List<MessageTurn> batch,
            RestAnswer.Refused refused) {
        if (batch.size() > 1) {
            batch.forEach(MessageTurn::goAlone);
            return;
        }
        LOG.warnf("message %s unanswered: %s", batch.getFirst().asked().id(), refused);
        settle(channel, queue, batch, "refused");
    }

    /** Nobody knows whether it arrived: the channel is looked at before it is sent again. */
    private void lookAgain(ChannelId channel, ChannelQueue queue, List<MessageTurn> batch) {
        for (var turn : batch) {
            var asked = turn.asked();
            notes.again(KIND, asked.id(), asked.event(), asked.ack());
        }
        leave(channel, queue, batch);
    }

    private void giveUpOld(ChannelId channel, ChannelQueue queue, List<MessageTurn> batch) {
        var now = System.nanoTime();
        var old =
                batch.stream()
                        .filter(turn -> turn.age(now) > PendingRequests.LIFETIME.toNanos())
                        .toList();
        if (!old.isEmpty()) {
            LOG.errorf("channel %s: %d answers could not be sent for long", channel, old.size());
            settle(channel, queue, old, "lost");
        }
    }

    /** What is not sent by then stays noted for another gateway. */
    void stop(@Observes @Priority(AFTER_COMMANDS) ShutdownEvent event) throws InterruptedException {
        senders.shutdown();
        if (!senders.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            senders.shutdownNow();
        }
    }
}
