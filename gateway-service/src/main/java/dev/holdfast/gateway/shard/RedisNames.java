package dev.holdfast.gateway.shard;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The names under which this bot's gateways keep things in Redis, which other bots may share. */
@Singleton
public final class RedisNames {

    private final String prefix;

    /** A token begins with the bot's own id in Base64; nothing else of it goes into a name. */
    RedisNames(@ConfigProperty(name = "discord.token") Optional<String> token) {
        this.prefix = "holdfast:gateway:" + token.map(RedisNames::bot).orElse("none") + ":";
    }

    /** The name of what all gateways of this bot share. */
    public String of(String what) {
        return prefix + what;
    }

    private static String bot(String token) {
        var first = token.strip().split("\\.", 2)[0];
        try {
            return new String(Base64.getDecoder().decode(first), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // not Base64
            return "unknown";
        }
    }
}
