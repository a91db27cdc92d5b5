package dev.holdfast.gateway.discord;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Learns from Discord who the bot is and how it is to connect. */
@Singleton
final class BotLookup {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final DiscordRest rest;
    private final DiscordAddress address;
    private final IdentifyLimit limit;

    BotLookup(DiscordSettings settings, DiscordRest rest, IdentifyLimit limit) {
        this.rest = rest;
        this.address = DiscordAddress.of(settings.url());
        this.limit = limit;
    }

    /** What came of it. */
    sealed interface Met {

        /**
         * Discord knows the bot.
         *
         * @param shards how many it recommends
         */
        record Known(BotApplication application, int shards) implements Met {}

        /** Discord does not know the token. */
        record Unknown() implements Met {}
    }

    /**
     * Asks for as long as Discord does not answer.
     *
     * @return empty when ending came first
     */
    Optional<Met> meet(CountDownLatch ending) throws InterruptedException {
        var pause = FIRST_PAUSE;
        var met = ask();
        while (met.isEmpty() && !ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            pause =
                    pause.compareTo(LONGEST_PAUSE.dividedBy(2)) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
            met = ask();
        }
        return met;
    }

    /** Where the gateway is, by the older of Discord's two addresses, which needs no token. */
    String gateway() {
        return switch (rest.send(RestCall.get("/gateway"))) {
            case RestAnswer.Done(var body) -> address.socket(body.path("url").asText()).toString();
            case RestAnswer.Refused refused -> throw new IllegalStateException(refused.toString());
            case RestAnswer.Unanswered silent -> throw new IllegalStateException(silent.toString());
            case RestAnswer.Unsent unsent -> throw new IllegalStateException(unsent.toString());
        };
    }

    private Optional<Met> ask() {
        return switch (application()) {
            case RestAnswer.Done(var body) -> known(BotApplication.of(body));
            case RestAnswer.Refused(var status, _, _) when status == 401 ->
                    Optional.of(new Met.Unknown());
            case RestAnswer.Refused refused -> {
                LOG.warnf("Discord is not ready: %s", refused);
                yield Optional.empty();
            }
            case RestAnswer.Unanswered(var why) -> {
                LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
                yield Optional.empty();
            }
            case RestAnswer.Unsent(var why, _, _) -> {
                LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
                yield Optional.empty();
            }
        };
    }

    /** A server that recommends nothing wants one shard. */
    private Optional<Met> known(BotApplication application) {
        return switch (rest.send(RestCall.get("/gateway/bot"))) {
            case RestAnswer.Done(var body) -> {
                var start = SessionStart.of(body);
                limit.learn(start);
                yield Optional.of(new Met.Known(application, start.shards()));
            }
            case RestAnswer.Refused _ -> Optional.of(new Met.Known(application, 1));
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> Optional.empty();
        };
    }

    /** Servers that only know the older of the two addresses are asked there. */
    private RestAnswer application() {
        var answer = rest.send(RestCall.get("/applications/@me"));
        return answer instanceof RestAnswer.Refused(var status, _, _) && status == 404
                ? rest.send(RestCall.get("/oauth2/applications/@me"))
                : answer;
    }
}
