package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.javacord.api.entity.intent.Intent;
import org.javacord.core.util.concurrent.ThreadPoolImpl;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Discord, from the start of the process to its end, however often it breaks in
 * between. Safe for any thread.
 */
@ApplicationScoped
public final class DiscordConnection {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final DiscordSettings settings;
    private final DiscordAddress address;
    private final DiscordRest rest;
    private final Pulse pulse;
    private final Frames frames;
    private volatile @Nullable Application application;
    private volatile @Nullable JavacordApi api;
    private volatile @Nullable GatewaySocket socket;
    private volatile @Nullable Thread keeper;

    @Inject
    DiscordConnection(
            DiscordSettings settings,
            DiscordRest rest,
            ObjectMapper json,
            @All List<EventListener> listeners) {
        this.settings = settings;
        this.address = DiscordAddress.of(settings.url());
        this.rest = rest;
        this.pulse = new Pulse(System::nanoTime, settings.connecting());
        this.frames = new Frames(json, address, pulse, listeners);
    }

    public ConnectionState state() {
        return frames.state();
    }

    /** Empty until Discord has told. */
    public Optional<Application> application() {
        return Optional.ofNullable(application);
    }

    /** How long Discord took to acknowledge the last heartbeat; empty before the first. */
    public Optional<Duration> heartbeat() {
        var javacord = api;
        return javacord == null
                ? Optional.empty()
                : Optional.of(javacord.getLatestGatewayLatency()).filter(Duration::isPositive);
    }

    void start(@Observes StartupEvent event) {
        keeper = Thread.ofPlatform().daemon().name("discord-keeper").start(this::keep);
    }

    private void keep() {
        try {
            var known = introduce();
            if (known.isPresent()) {
                application = known.get();
                watch(connect(known.get()));
            }
        } catch (InterruptedException stopping) {
            LOG.debug("no longer watching the connection");
        }
    }

    /** Asks Discord who we are, for as long as it does not answer. */
    private Optional<Application> introduce() throws InterruptedException {
        for (var pause = LOOK; ; pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE)) {
            switch (askWhoWeAre()) {
                case Answer.Done(var body) -> {
                    return Optional.of(Application.of(body));
                }
                case Answer.Refused(var status, _, _) when status == 401 -> {
                    frames.refused(FatalClose.AUTHENTICATION_FAILED);
                    return Optional.empty();
                }
                case Answer.Refused refused -> LOG.warnf("Discord is not ready: %s", refused);
                case Answer.Unanswered(var why) ->
                        LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
                case Answer.Unsent(var why, _) ->
                        LOG.warnf("Discord at %s is out of reach: %s", address.base(), why);
            }
            Thread.sleep(pause);
        }
    }

    /** Servers that only know the older of the two addresses are asked there. */
    private Answer askWhoWeAre() {
        var answer = rest.send(Call.get("/applications/@me"));
        return answer instanceof Answer.Refused(var status, _, _) && status == 404
                ? rest.send(Call.get("/oauth2/applications/@me"))
                : answer;
    }

    private GatewaySocket connect(Application known) {
        if (!known.readsMessages()) {
            LOG.warn(
                    "Prefix commands work only in direct messages and when the bot is mentioned:"
                            + " Discord does not show it the text of messages. Switch on Message"
                            + " Content Intent at discord.com/developers/applications, your"
                            + " application, Bot, and restart.");
        }
        if (!known.seesMembers()) {
            LOG.warn(
                    "Discord does not tell who joins, leaves or changes roles. Switch on Server"
                            + " Members Intent at discord.com/developers/applications, your"
                            + " application, Bot, and restart.");
        }
        var token = settings.token().orElse("").strip();
        var javacord = new JavacordApi(token, intents(known), this::gateway);
        api = javacord;
        return new GatewaySocket(javacord, frames);
    }

    private static Set<Intent> intents(Application known) {
        var intents =
                EnumSet.of(
                        Intent.GUILDS,
                        Intent.GUILD_MESSAGES,
                        Intent.GUILD_MESSAGE_REACTIONS,
                        Intent.DIRECT_MESSAGES);
        if (known.seesMembers()) {
            intents.add(Intent.GUILD_MEMBERS);
        }
        if (known.readsMessages()) {
            intents.add(Intent.MESSAGE_CONTENT);
        }
        return intents;
    }

    private String gateway() {
        return switch (rest.send(Call.get("/gateway"))) {
            case Answer.Done(var body) -> address.socket(body.path("url").asText()).toString();
            case Answer.Refused refused -> throw new IllegalStateException(refused.toString());
            case Answer.Unanswered unanswered ->
                    throw new IllegalStateException(unanswered.toString());
            case Answer.Unsent unsent -> throw new IllegalStateException(unsent.toString());
        };
    }

    private void watch(GatewaySocket open) throws InterruptedException {
        socket = open;
        while (!(state() instanceof ConnectionState.Refused)) {
            Thread.sleep(LOOK);
            if (pulse.isLost()) {
                LOG.warn("Discord no longer acknowledges heartbeats; connecting anew");
                pulse.restart();
                open.cut();
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        var watching = keeper;
        if (watching != null) {
            watching.interrupt();
            watching.join(GOODBYE);
        }
        var open = socket;
        if (open != null && !(state() instanceof ConnectionState.Refused)) {
            open.leave(GOODBYE);
        }
        var javacord = api;
        if (javacord != null) {
            ((ThreadPoolImpl) javacord.getThreadPool()).shutdown();
        }
    }
}
