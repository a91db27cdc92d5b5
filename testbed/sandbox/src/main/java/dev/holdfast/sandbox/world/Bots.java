package dev.holdfast.sandbox.world;

import dev.holdfast.sandbox.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The applications and the tokens of their bots; called in a change of the world. */
@Singleton
public class Bots {
    private final World world;
    private final BotToken first;

    Bots(World world, BotToken first) {
        this.world = world;
        this.first = first;
    }

    /** The sandbox's own, which is there from the start. */
    public Application first() {
        return world.applications.find(first.botId()).orElseThrow();
    }

    /** The id of the sandbox's own, which never changes. */
    public Snowflake firstId() {
        return first.botId();
    }

    /** Whose token this is, with or without the prefix {@code Bot }. */
    public Optional<Application> byToken(String candidate) {
        var bare = candidate.startsWith("Bot ") ? candidate.substring(4) : candidate;
        return BotToken.idIn(bare)
                .flatMap(world.applications::find)
                .filter(application -> same(token(application), bare));
    }

    public String token(Application application) {
        return application.token() == null ? first.text() : application.token();
    }

    /** 32 characters that nobody can guess. */
    public static String secret() {
        return BotToken.secret();
    }

    /** Whether two secrets are the same, in a time that tells nothing of where they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A new bot of that name; its user has the application's id. */
    public Application create(String name, Snowflake owner) {
        var id = world.nextId();
        world.users.put(new User(id, name, name, true));
        return world.applications.put(
                new Application(
                        id,
                        name,
                        owner,
                        BotToken.draw(id),
                        BotToken.secret(),
                        Json.object(),
                        null));
    }
}
