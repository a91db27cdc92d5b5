package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.BotLookup.Met;
import dev.holdfast.gateway.shard.LiveGateways;
import dev.holdfast.gateway.shard.ResumableSession;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.gateway.shard.ShardSettings;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.javacord.api.entity.intent.Intent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's connections to Discord, one for each shard it holds, for the lifetime of the
 * process. Thread-safe.
 */
@ApplicationScoped
public final class DiscordConnection {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int BEFORE_THE_DRAIN = 1_000;
    private static final int AFTER_THE_DRAIN = 4_000;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final DiscordSettings settings;
    private final ShardSettings shardSettings;
    private final DiscordAddress address;
    private final DiscordRest rest;
    private final BotLookup introduction;
    private final IdentifyLimit limit;
    private final ExtraIntents extra;
    private final HeldShards shards;
    private final LiveGateways gateways;
    private final ObjectMapper json;
    private final List<EventListener> listeners;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final PollingLoop keeper;
    private Met.@Nullable Known met;
    private volatile @Nullable BotApplication application;
    private volatile @Nullable FatalClose refused;

    DiscordConnection(
            DiscordSettings settings,
            ShardSettings shardSettings,
            DiscordRest rest,
            BotLookup introduction,
            IdentifyLimit limit,
            ExtraIntents extra,
            HeldShards shards,
            LiveGateways gateways,
            ObjectMapper json,
            PollingLoops loops,
            @All List<EventListener> listeners) {
        this.settings = settings;
        this.shardSettings = shardSettings;
        this.address = DiscordAddress.of(settings.url());
        this.rest = rest;
        this.introduction = introduction;
        this.limit = limit;
        this.extra = extra;
        this.shards = shards;
        this.gateways = gateways;
        this.json = json;
        this.listeners = listeners;
        this.keeper = loops.loop("discord", LONGEST_BACKOFF, this::keep);
    }

    /** How it stands with all shards held here. */
    public ConnectionState state() {
        var fatal = refused;
        if (fatal != null) {
            return new ConnectionState.Refused(fatal.fix());
        }
        var states = shards.connections().stream().map(ShardConnection::state).toList();
        return shards.standingBy()
                .<ConnectionState>map(ConnectionState.StandingBy::new)
                .orElseGet(() -> ConnectionState.ofAll(states));
    }

    /** Empty until Discord has told. */
    public Optional<BotApplication> application() {
        return Optional.ofNullable(application);
    }

    /** How long Discord took to acknowledge the slowest last heartbeat; empty before the first. */
    public Optional<Duration> heartbeat() {
        return shards.connections().stream()
                .flatMap(shard -> shard.heartbeat().stream())
                .max(Duration::compareTo);
    }

    /** Whether this gateway is on its way out. */
    boolean isLeaving() {
        return shards.isLeaving();
    }

    /** Who holds which shard, as far as this gateway knows. */
    Map<String, String> holders() {
        return shards.report();
    }

    int held() {
        return shards.connections().size();
    }

    /** Why no session may begin for a longer while, in the operator's words. */
    Optional<String> obstacle() {
        return limit.obstacle();
    }

    void start(@Observes StartupEvent event) {
        keeper.start();
    }

    private Duration keep() throws InterruptedException {
        var known = met == null ? introduced() : met;
        if (known == null || refused != null) {
            keeper.end();
            return Duration.ZERO;
        }
        var wanted = extra.wanted();
        var login = login(known.application(), wanted);
        shards.widen(login.extra(), (shard, session) -> connect(login, shard, session));
        shards.share(known.shards(), (shard, session) -> connect(login, shard, session));
        return shardSettings.shardRenew();
    }

    /** Null where Discord does not know the bot, or this gateway stops. */
    private Met.@Nullable Known introduced() throws InterruptedException {
        return switch (introduction.meet(ending).orElse(null)) {
            case Met.Known known -> {
                application = known.application();
                sayWhatIsMissing(known.application());
                met = known;
                yield known;
            }
            case Met.Unknown() -> {
                refuse(FatalClose.AUTHENTICATION_FAILED);
                yield null;
            }
            case null -> null;
        };
    }

    private static void sayWhatIsMissing(BotApplication known) {
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
    }

    private Login login(BotApplication known, Set<ExtraIntent> wanted) {
        var token = settings.token().orElse("").strip();
        return new Login(
                token,
                intents(known, wanted),
                wanted.stream().map(ExtraIntent::name).collect(Collectors.toSet()),
                address,
                introduction::gateway,
                limit,
                shardSettings.shardLease());
    }

    /** A session keeps the intents with which it began, so one that lacks some is not resumed. */
    private ShardConnection connect(Login login, Shard shard, Optional<ResumableSession> before) {
        var session = before.filter(known -> known.intents().containsAll(login.extra()));
        var pulse = new ConnectionLiveness(System::nanoTime, settings.connecting());
        var frames =
                new FrameReader(
                        shard,
                        json,
                        address,
                        pulse,
                        rest.self(),
                        login.extra(),
                        listeners,
                        begun -> shards.began(shard, begun),
                        this::refuse);
        return new ShardConnection(login, shard, frames, pulse, session);
    }

    private void refuse(FatalClose fatal) {
        LOG.error(fatal.fix());
        refused = fatal;
    }

    private static Set<Intent> intents(BotApplication known, Set<ExtraIntent> wanted) {
        var intents =
                EnumSet.of(
                        Intent.GUILDS,
                        Intent.GUILD_MESSAGES,
                        Intent.GUILD_MESSAGE_REACTIONS,
                        Intent.DIRECT_MESSAGES);
        wanted.forEach(each -> intents.add(each.intent()));
        if (known.seesMembers()) {
            intents.add(Intent.GUILD_MEMBERS);
        }
        if (known.readsMessages()) {
            intents.add(Intent.MESSAGE_CONTENT);
        }
        return intents;
    }

    /**
     * Where another gateway is there to go on, it does so before this one finishes what runs here;
     * else people are told that the bot restarts, for as long as this one can tell them.
     */
    void leave(@Observes @Priority(BEFORE_THE_DRAIN) ShutdownEvent event)
            throws InterruptedException {
        shards.leave();
        if (shards.hasSuccessor()) {
            shards.giveAll();
        }
    }

    void end(@Observes @Priority(AFTER_THE_DRAIN) ShutdownEvent event) throws InterruptedException {
        ending.countDown();
        keeper.close(GOODBYE);
        shards.giveAll();
        gateways.end();
    }
}
