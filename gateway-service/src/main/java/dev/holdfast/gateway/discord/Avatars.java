package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.UserId;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private final DiscordAddress address;
    private final Map<Long, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                    return size() > MOST;
                }
            };

    private record Known(String name, String avatar) {}

    @Inject
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
        var avatar = of(person).avatar();
        return avatar.isEmpty()
                ? address.picture(
                        "/embed/avatars/%d.png".formatted((person.value() >> CREATED) % DEFAULTS))
                : address.picture("/avatars/%s/%s.png?size=128".formatted(person, avatar));
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
            known.put(id, new Known(name, avatar.matches("[\\w]{1,64}") ? avatar : ""));
        }
    }
}
