package dev.holdfast.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator may set: {@code SANDBOX_DATA}, {@code SANDBOX_TOKEN} and the bounds of what is
 * kept.
 */
@ConfigMapping(prefix = "sandbox")
public interface SandboxSettings {
    /** The folder that holds the state and the bot's token. */
    @WithDefault("data/sandbox")
    Path data();

    /** The bot's token; without it one is drawn at the first start and kept in {@link #data()}. */
    Optional<String> token();

    /** Messages kept per channel; the oldest go first. */
    @WithDefault("5000")
    int history();

    /** Interactions kept in all; the oldest go first. */
    @WithDefault("10000")
    int interactions();

    /**
     * How many guilds there are at first, 1 to 100; of n guilds the first is on shard 0 of n, the
     * second on shard 1, and so on.
     */
    @WithDefault("1")
    int guilds();

    /** Where OAuth2 may send people back to: the first application's registered addresses. */
    Optional<List<String>> redirectUris();

    /** How often a bot is told to send a heartbeat. */
    @WithDefault("PT41.25S")
    Duration heartbeat();

    /** How many shards a bot is recommended to run. */
    @WithDefault("1")
    int shards();

    /** Identifies that may run at once (Discord's {@code max_concurrency}). */
    @WithDefault("1")
    int maxConcurrency();

    /** How long a message's nonce is remembered; Discord says "the past few minutes". */
    @WithDefault("PT5M")
    Duration nonce();

    /** How soon an interaction must have its first answer; Discord gives it three seconds. */
    @WithDefault("PT3S")
    Duration firstAnswer();

    /** How long an interaction's token edits and follows up. */
    @WithDefault("PT15M")
    Duration tokenLife();

    /** Journal size in bytes at which a snapshot replaces it. */
    @WithDefault("67108864")
    long compactAt();

    /**
     * Host names, besides loopback ones, under which the page and the control API may be reached.
     */
    Optional<Set<String>> hosts();

    /** A file in which each REST exchange is written down; none without it. For tests. */
    Optional<Path> record();

    /** The privileged intents the bot's application may use. */
    @WithDefault("members,message-content,presences")
    Set<PrivilegedIntent> privilegedIntents();

    /** The folder of this process's log files. */
    Path logDir();

    /** An intent that Discord grants per application. */
    enum PrivilegedIntent {
        MEMBERS,
        MESSAGE_CONTENT,
        PRESENCES
    }
}
