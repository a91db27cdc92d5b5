package dev.holdfast.gateway.discord;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.javacord.api.entity.intent.Intent;

/**
 * As what, and where, every shard of this bot connects.
 *
 * @param extra those of the intents that not every session has
 * @param gateway asks Discord where its gateway is
 * @param lease how long a shard stays this gateway's without being renewed
 */
record Login(
        String token,
        Set<Intent> intents,
        Set<String> extra,
        DiscordAddress address,
        Supplier<String> gateway,
        IdentifyLimit limit,
        Duration lease) {

    Login {
        intents = Set.copyOf(intents);
        extra = Set.copyOf(extra);
    }

    @Override
    public String toString() {
        return "login";
    }
}
