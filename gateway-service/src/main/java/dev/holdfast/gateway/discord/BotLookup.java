package dev.holdfast.gateway.discord;

import dev.holdfast.kit.loop.Backoff;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads the bot's application and its recommended number of shards from Discord. */
@Singleton
final class BotLookup {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final DiscordRest rest;
    private final DiscordAddress address;
    private final IdentifyLimit limit;

    BotLookup(DiscordSettings settings, DiscordRest rest, IdentifyLimit limit) {
        this.rest = rest;
        this.address = DiscordAddress.of(settings.url());
        this.limit = limit;
    }

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
        var met = ask();
        for (var made = 1; met.isEmpty(); made++) {
            if (ending.await(BACKOFF.after(made).toMillis(), TimeUnit.MILLISECONDS)) {
                return met;
            }
            met = ask();
        }
        return met;
    }

    /** Where the gateway is, by the older of Discord's two addresses, which needs no token. */
    String gateway() {
        return switch (rest.send(RestCall.get("/gateway"))) {
            case RestResult.Done(var body) -> address.socket(body.path("url").asText()).toString();
            case RestResult.Refused refused -> throw new IllegalStateException(refused.toString());
            case RestResult.Unanswered silent -> throw new IllegalStateException(silent.toString());
            case RestResult.Unsent unsent -> throw new IllegalStateException(unsent.toString());
        };
    }

    private Optional<Met> ask() {
        return switch (application()) {
            case RestResult.Done(var body) -> known(BotApplication.of(body));
            case RestResult.Refused(var status, _, _) when status == 401 ->
                    Optional.of(new Met.Unknown());
            case RestResult.Refused refused -> {
                LOG.warnf("Discord is not ready: %s", refused);
                yield Optional.empty();
            }
            case RestResult.Unanswered(var why) -> {
                LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
                yield Optional.empty();
            }
            case RestResult.Unsent(var why, _, _) -> {
                LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
                yield Optional.empty();
            }
        };
    }

    /** A server that recommends nothing wants one shard. */
    private Optional<Met> known(BotApplication application) {
        return switch (rest.send(RestCall.get("/gateway/bot"))) {
            case RestResult.Done(var body) -> {
                var start = SessionStart.of(body);
                limit.learn(start);
                yield Optional.of(new Met.Known(application, start.shards()));
            }
            case RestResult.Refused _ -> Optional.of(new Met.Known(application, 1));
            case RestResult.Unanswered _, RestResult.Unsent _ -> Optional.empty();
        };
    }

    /** Servers that only know the older of the two addresses are asked there. */
    private RestResult application() {
        var answer = rest.send(RestCall.get("/applications/@me"));
        return answer instanceof RestResult.Refused(var status, _, _) && status == 404
                ? rest.send(RestCall.get("/oauth2/applications/@me"))
                : answer;
    }
}
