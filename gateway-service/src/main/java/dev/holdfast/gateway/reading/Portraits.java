package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.DiscordFiles;
import dev.holdfast.gateway.discord.DiscordFiles.Pictured;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * People's avatars as bytes, from where Discord keeps them and from nowhere else. Safe for any
 * thread.
 */
@Singleton
final class Portraits {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 16L << 20;

    private final Looks looks;
    private final Avatars avatars;
    private final DiscordFiles files;
    private final Clock clock;
    private final LookCache<String, byte[]> known =
            new LookCache<>(KEPT, MOST_BYTES, (_, it) -> it.value().length);

    @Inject
    Portraits(Looks looks, Avatars avatars, DiscordFiles files, Clock clock) {
        this.looks = looks;
        this.avatars = avatars;
        this.files = files;
        this.clock = clock;
    }

    /** The person's avatar, as far as is known which one it is; else Discord is asked for it. */
    Look<byte[]> of(GuildId guild, UserId user, int size, Urgency urgency) {
        if (!avatars.knows(user)) {
            return asked(guild, user, size, urgency);
        }
        // One that was changed unheard is gone from where it was.
        var look = picture(user, size, urgency);
        return look instanceof Look.Missing ? asked(guild, user, size, urgency) : look;
    }

    private Look<byte[]> asked(GuildId guild, UserId user, int size, Urgency urgency) {
        return looks.at("/users/" + user, guild, urgency)
                .then(found -> {
                    avatars.note(JsonNodeFactory.instance.objectNode().set("user", found.value()));
                    return picture(user, size, urgency);
                });
    }

    private Look<byte[]> picture(UserId user, int size, Urgency urgency) {
        var url = avatars.url(user, size);
        return known.get(url, urgency, () -> fetched(url));
    }

    private Look<byte[]> fetched(String url) {
        var asOf = clock.instant();
        return switch (files.picture(url)) {
            case Pictured.There(var bytes) -> new Look.Found<>(bytes, asOf);
            case Pictured.Gone() -> new Look.Missing<>("Discord has no such picture.");
            case Pictured.Away(var why) -> new Look.Away<>(why, A_MOMENT);
        };
    }
}
