package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where people's avatars are, as far as Discord told along with something else; nobody is asked for
 * one. It remembers the 20,000 whom it heard of last. Safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/reference#image-formatting">Discord: images</a>
 */
@Singleton
@Priority(Avatars.FIRST)
public final class Avatars implements EventListener {

    /** An answer is drawn by other threads as soon as they hear of a command. */
    static final int FIRST = 1_000;

    private static final int MOST = 20_000;
    private static final int DEFAULTS = 6;
    private static final int CREATED = 22;
    private static final int SIZE = 128;
    private static final Pattern HASH = Pattern.compile("\\w{1,64}");

    private final DiscordAddress address;
    private final Map<Long, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                    return size() > MOST;
                }
            };

    private record Known(String name, String avatar) {}

    Avatars(DiscordSettings settings) {
        this.address = DiscordAddress.of(settings.url());
    }

    @Override
    public void hear(String type, JsonNode data) {
        note(data);
    }

    /** Notes the people of an event. */
    public void note(JsonNode event) {
        person(event.path("user"));
        person(event.path("author"));
        person(event.path("member").path("user"));
        event.path("mentions").forEach(this::person);
        event.path("data").path("resolved").path("users").forEach(this::person);
        event.path("message").path("mentions").forEach(this::person);
    }

    /**
     * Where the person's avatar is; Discord's own picture where they have none, or none is known.
     */
    public String url(UserId person) {
        return url(person, SIZE);
    }

    /**
     * The same of another size.
     *
     * @param size in pixels, a power of two from 16 to 4,096
     */
    public String url(UserId person, int size) {
        var avatar = of(person).avatar();
        return avatar.isEmpty()
                ? address.picture(
                        "/embed/avatars/%d.png".formatted((person.value() >> CREATED) % DEFAULTS))
                : address.picture("/avatars/%s/%s.png?size=%d".formatted(person, avatar, size));
    }

    /** Whether anything was told of the person. */
    public boolean knows(UserId person) {
        synchronized (known) {
            return known.containsKey(person.value());
        }
    }

    /** Whether the person was last heard of with an avatar of their own. */
    public boolean hasAvatar(UserId person) {
        return !of(person).avatar().isEmpty();
    }

    /** Where a guild's picture is, by its hash; empty where it has none. */
    public Optional<URI> icon(GuildId guild, String hash) {
        return HASH.matcher(hash).matches()
                ? Optional.of(
                        URI.create(
                                address.picture(
                                        "/icons/%s/%s.png?size=%d".formatted(guild, hash, SIZE))))
                : Optional.empty();
    }

    /** What somebody is told who does not see it. */
    public String description(UserId person) {
        var name = of(person).name();
        return name.isEmpty() ? "Avatar" : "Avatar of " + name;
    }

    private Known of(UserId person) {
        synchronized (known) {
            return known.getOrDefault(person.value(), new Known("", ""));
        }
    }

    private void person(JsonNode user) {
        var id = user.path("id").asLong();
        if (id == 0 || !user.has("username")) {
            return;
        }
        var shown = user.path("global_name").asText("");
        var name = shown.isBlank() ? user.path("username").asText() : shown;
        var avatar = user.path("avatar").asText("");
        synchronized (known) {
            known.put(id, new Known(name, HASH.matcher(avatar).matches() ? avatar : ""));
        }
    }
}
