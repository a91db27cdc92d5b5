package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Whose a call is, and what is left of that guild's share. A channel whose guild is not known has a
 * share of its own, as has each direct conversation; what is about no guild has none. Bounded: the
 * shares and channels used last are kept. Safe for any thread.
 */
@Singleton
final class GuildShares implements EventListener {

    private static final int MOST_SHARES = 10_000;
    private static final int MOST_CHANNELS = 50_000;
    private static final Pattern GUILD = Pattern.compile("/guilds/(\\d+)");
    private static final Pattern CHANNEL = Pattern.compile("^/channels/(\\d+)");

    private final LongSupplier nanos;
    private final MeterRegistry metrics;
    private final Map<Long, GuildShare> shares = bounded(MOST_SHARES);
    private final Map<Long, Long> guildOf = bounded(MOST_CHANNELS);

    @Inject
    GuildShares(MeterRegistry metrics) {
        this(metrics, System::nanoTime);
    }

    GuildShares(MeterRegistry metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** The share that the call is taken from; empty where it is about no guild. */
    synchronized Optional<GuildShare> of(RestCall call) {
        return owner(call).map(this::share);
    }

    private GuildShare share(long owner) {
        return shares.computeIfAbsent(owner, _ -> new GuildShare(nanos));
    }

    private Optional<Long> owner(RestCall call) {
        if (call.guild() != 0) {
            return Optional.of(call.guild());
        }
        return id(GUILD, call.path())
                .or(() ->
                        id(CHANNEL, call.path())
                                .map(channel -> guildOf.getOrDefault(channel, channel)));
    }

    private static Optional<Long> id(Pattern pattern, String path) {
        var matcher = pattern.matcher(path);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** Counts a call that was held back for the others' sake. */
    void heldBack(String why) {
        metrics.counter("holdfast.discord.held.back", "why", why).increment();
    }

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "MESSAGE_CREATE", "INTERACTION_CREATE" ->
                    learn(data.path("channel_id").asLong(), data.path("guild_id").asLong());
            case "CHANNEL_CREATE", "THREAD_CREATE", "CHANNEL_UPDATE", "THREAD_UPDATE" -> {
                learn(data.path("id").asLong(), data.path("guild_id").asLong());
                open(data.path("guild_id").asLong());
            }
            case "GUILD_CREATE", "GUILD_UPDATE" -> open(data.path("id").asLong());
            case "GUILD_ROLE_CREATE",
                    "GUILD_ROLE_UPDATE",
                    "GUILD_ROLE_DELETE",
                    "GUILD_MEMBER_UPDATE",
                    "CHANNEL_DELETE",
                    "THREAD_MEMBERS_UPDATE" ->
                    open(data.path("guild_id").asLong());
            default -> {
                // Nothing that decides over permissions.
            }
        }
    }

    private synchronized void learn(long channel, long guild) {
        if (guild != 0) {
            guildOf.put(channel, guild);
        }
    }

    private synchronized void open(long guild) {
        var share = shares.get(guild);
        if (share != null) {
            share.closed().open();
        }
    }

    private static <T> Map<Long, T> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                return size() > most;
            }
        };
    }
}
