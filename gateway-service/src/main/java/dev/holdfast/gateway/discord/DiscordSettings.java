package dev.holdfast.gateway.discord;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the operator sets about Discord. */
@ConfigMapping(prefix = "discord")
interface DiscordSettings {

    /** {@code DISCORD_TOKEN}: the bot's token. */
    Optional<String> token();

    /** {@code DISCORD_URL}: Discord itself, or a server that speaks its protocol. */
    @WithDefault("https://discord.com")
    String url();

    /** {@code DISCORD_CONCURRENCY}: how many REST calls may be under way at once. */
    @WithDefault("256")
    int concurrency();

    /** {@code DISCORD_TIMEOUT}: how long one REST call may take. */
    @WithDefault("10s")
    Duration timeout();

    /** {@code DISCORD_CONNECTING}: how long a connection may take until its first frame. */
    @WithDefault("60s")
    Duration connecting();
}
