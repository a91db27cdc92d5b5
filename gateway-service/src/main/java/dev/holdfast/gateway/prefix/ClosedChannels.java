package dev.holdfast.gateway.prefix;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Lets a guild's admins know that commands are typed where the bot may not answer: a channel once
 * in an hour, however many people try. Safe for any thread.
 */
@Singleton
final class ClosedChannels {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration SPAN = Duration.ofHours(1);
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork units;
    private final Alerts alerts;
    private final Clock clock;
    private final Texts texts = Texts.of("prefix");
    private final Cache<ChannelId, Boolean> told =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SPAN).build();

    ClosedChannels(UnitsOfWork units, Alerts alerts, Clock clock) {
        this.units = units;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Tells them of the message's channel, unless they know. */
    void tell(TypedMessage message) {
        var channel = message.channel();
        if (told.asMap().putIfAbsent(channel, true) != null) {
            return;
        }
        var alert =
                new Alert(
                        "channel.closed",
                        channel.toString(),
                        texts.english("channel.closed", channel));
        var random = ThreadLocalRandom.current().nextLong();
        var key = OperationKey.of(Long.toString(Snowflake.at(clock.instant(), random)));
        var request =
                new Request(key, message.guild(), NOBODY, "closed", RequestHash.of(key.value()));
        try {
            units.execute(
                    request,
                    work -> {
                        alerts.guild(work, alert);
                        return Reply.whisper("told");
                    });
        } catch (Unavailable e) {
            told.invalidate(channel);
            LOG.debugf(e, "nobody is told yet that channel %s is closed", channel);
        }
    }
}
