package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.interaction.AnsweredQuestion;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Takes back what was meant for one person but stands where others read it. Its removal is a row,
 * written before the message can be seen, so that it does not depend on this process. Safe for any
 * thread.
 */
@Singleton
final class TemporaryReplies {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longer than taking one back takes. */
    private static final Duration CLAIM = Duration.ofSeconds(40);

    /** As long as sending one takes; then it is looked for. */
    private static final Duration SENDING = Duration.ofSeconds(10);

    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_ATTEMPTS = 20;

    /** As long as Discord takes what is done about an interaction; then nobody need decide. */
    private static final Duration QUESTION = Duration.ofMinutes(15);

    /** What was never sent is looked for a few times only. */
    private static final int MOST_LOOKS = 3;

    private static final int SERVER_ERROR = 500;

    private final DiscordRest rest;
    private final TemporaryReplyStore store;
    private final PrefixSettings settings;
    private final DatabaseStart start;
    private final SentReplies sent;
    private final PollingLoop rounds;

    /** An answer that was sent. */
    record Passing(TypedMessage to, String id, ReplyLifetime stay) {}

    TemporaryReplies(
            DiscordRest rest,
            TemporaryReplyStore store,
            PrefixSettings settings,
            DatabaseStart start,
            PollingLoops loops) {
        this.rest = rest;
        this.store = store;
        this.settings = settings;
        this.start = start;
        this.sent = new SentReplies(rest);
        this.rounds = loops.every("passing-replies", PAUSE, this::round);
    }

    /** Nobody else reads direct messages. */
    boolean isTakenBack(TypedMessage message) {
        return !message.guild().equals(GuildId.DIRECT);
    }

    /** Writes down that the answer to it is to be taken back; false where that cannot be done. */
    boolean write(TypedMessage message, ReplyLifetime stay) {
        try {
            var latest = length(stay).plus(SENDING);
            store.write(message.guild(), message.channel(), message.id(), latest);
            return true;
        } catch (Unavailable e) {
            LOG.debug("PostgreSQL is away; what is for one person only waits", e);
            return false;
        }
    }

    /** It is there. Without this it is looked for when its time has come. */
    void sent(Passing passing) {
        try {
            var to = passing.to();
            store.sent(to.guild(), to.id(), passing.id(), length(passing.stay()));
        } catch (Unavailable e) {
            LOG.debugf(e, "the answer to %s is looked for in its time", passing.to().id());
        }
    }

    private Duration length(ReplyLifetime stay) {
        return stay == ReplyLifetime.UNTIL_DECIDED ? QUESTION : settings.whisper();
    }

    /** What became of a question is read as soon as any other answer. */
    void hear(@Observes AnsweredQuestion decided) {
        try {
            store.shorten(decided.guild(), decided.message(), settings.whisper());
        } catch (Unavailable e) {
            LOG.debugf(e, "the question %s is taken back in its time", decided.message());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the question %s is taken back in its time", decided.message());
        }
    }

    void begin(@Observes StartupEvent event) {
        rounds.start();
    }

    void end(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void round() {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        var due = store.claim(MOST_AT_ONCE, CLAIM);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(row -> threads.execute(() -> takeBack(row)));
        }
        if (due.size() == MOST_AT_ONCE) {
            rounds.nudge();
        }
    }

    private void takeBack(TemporaryReplyStore.Row row) {
        try {
            if (row.reply() == null ? find(row) : delete(row, row.reply())) {
                store.end(row);
            }
        } catch (Unavailable e) {
            LOG.debugf(e, "the answer to %d is taken back later", row.asked());
        }
    }

    /** Whether there is nothing more to do about it. */
    private boolean find(TemporaryReplyStore.Row row) {
        var found = sent.to(Long.toString(row.channel()), Long.toString(row.asked()));
        if (found.isEmpty()) {
            return row.attempt() >= MOST_ATTEMPTS;
        }
        return found.get().isPresent()
                ? delete(row, found.get().get().path("id").asLong())
                : row.attempt() >= MOST_LOOKS;
    }

    private boolean delete(TemporaryReplyStore.Row row, long reply) {
        var path = "/channels/%d/messages/%d".formatted(row.channel(), reply);
        return switch (rest.send(RestCall.delete(path).in(new GuildId(row.guild())), PATIENCE)) {
            case RestAnswer.Done _ -> true;
            case RestAnswer.Refused refused when refused.status() < SERVER_ERROR -> {
                LOG.debugf("%s was not taken back: %s", path, refused);
                yield true;
            }
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    row.attempt() >= MOST_ATTEMPTS;
        };
    }
}
