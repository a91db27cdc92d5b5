package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.DiscordFiles;
import dev.holdfast.gateway.discord.DiscordFiles.Pictured;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * People's avatars as bytes, from where Discord keeps them and from nowhere else. Safe for any
 * thread.
 */
@Singleton
final class AvatarFiles {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_ASKED = 20_000;

    private final DiscordReads looks;
    private final Avatars avatars;
    private final DiscordFiles files;
    private final Clock clock;
    private final ReadCache<String, byte[]> known;
    private final ReadCache<UserId, UserId> asked;

    AvatarFiles(DiscordReads looks, Avatars avatars, DiscordFiles files, Clock clock) {
        this.looks = looks;
        this.avatars = avatars;
        this.files = files;
        this.clock = clock;
        this.known =
                new ReadCache<>(looks.places(), KEPT, MOST_BYTES, (_, it) -> it.value().length);
        this.asked = new ReadCache<>(looks.places(), KEPT, MOST_ASKED, (_, _) -> 1);
    }

    /**
     * The person's avatar, as far as is known which one it is; else Discord is asked for it.
     * Whether who has none has one by now is asked once in ten minutes.
     */
    ReadResult<byte[]> of(GuildId guild, UserId user, int size, Urgency urgency) {
        if (!avatars.hasAvatar(user)) {
            return asked(guild, user, size, urgency);
        }
        var look = picture(user, size, urgency);
        if (!(look instanceof ReadResult.Missing)) {
            return look;
        }
        // One that was changed unheard is gone from where it was.
        asked.forget(user);
        return asked(guild, user, size, urgency);
    }

    private ReadResult<byte[]> asked(GuildId guild, UserId user, int size, Urgency urgency) {
        var look =
                asked.get(
                        user,
                        urgency,
                        () ->
                                looks.at("/users/" + user, guild, urgency)
                                        .map(it -> noted(user, it)));
        // Who was heard of has Discord's own picture for as long as nothing else is known.
        return avatars.knows(user)
                ? picture(user, size, urgency)
                : look.then(_ -> picture(user, size, urgency));
    }

    private UserId noted(UserId user, JsonNode json) {
        avatars.note(JsonNodeFactory.instance.objectNode().set("user", json));
        return user;
    }

    private ReadResult<byte[]> picture(UserId user, int size, Urgency urgency) {
        var url = avatars.url(user, size);
        return known.get(url, urgency, () -> fetched(url));
    }

    private ReadResult<byte[]> fetched(String url) {
        var asOf = clock.instant();
        return switch (files.picture(url)) {
            case Pictured.There(var bytes) -> new ReadResult.Found<>(bytes, asOf);
            case Pictured.Gone() -> new ReadResult.Missing<>("Discord has no such picture.");
            case Pictured.Away(var why) -> new ReadResult.Away<>(why, A_MOMENT);
        };
    }
}
