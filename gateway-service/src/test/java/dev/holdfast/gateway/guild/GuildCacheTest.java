package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.shard.Shard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A past fault: what was known of a guild held elsewhere kept revoked roles alive. */
class GuildCacheTest {

    private static final Shard FIRST = new Shard(0, 2);
    private static final long HERE = 2L << 22;
    private static final long ELSEWHERE = 3L << 22;

    private final AtomicLong nanos = new AtomicLong();
    private final GuildCache<String> cache = new GuildCache<>(nanos::get);

    GuildCacheTest() {
        cache.begin(FIRST);
    }

    @Test
    void believesWhatItHearsOfAsLongAsItHearsOfIt() {
        cache.told(HERE, "with a role");
        later(Duration.ofHours(1));
        assertEquals(Optional.of("with a role"), cache.find(HERE));
        cache.change(HERE, _ -> "without");
        assertEquals(Optional.of("without"), cache.find(HERE));
        cache.end(FIRST);
        assertEquals(Optional.empty(), cache.find(HERE));
    }

    @Test
    void asksAnewAboutAGuildThatAnotherGatewayHears() {
        assertEquals("with a role", asked(ELSEWHERE, "with a role"));
        assertEquals("with a role", asked(ELSEWHERE, "asked too soon"));
        later(GuildCache.UNHEARD);
        assertEquals(Optional.empty(), cache.find(ELSEWHERE));
        assertEquals("without", asked(ELSEWHERE, "without"));
    }

    @Test
    void believesNothingThatItLearntBeforeItHeardTheShard() {
        asked(ELSEWHERE, "with a role");
        cache.begin(new Shard(1, 2));
        assertEquals("without", asked(ELSEWHERE, "without"));
    }

    @Test
    void keepsWhatAnEventToldWhileItAsked() {
        var answer =
                cache.findOr(
                        HERE,
                        () -> {
                            cache.told(HERE, "told");
                            return Optional.of("asked");
                        });
        assertEquals(Optional.of("told"), answer);
    }

    private String asked(long guild, String answer) {
        return cache.findOr(guild, () -> Optional.of(answer)).orElseThrow();
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
