package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @Test
    void readsWhoHostPortAndNumber() {
        var uri = RedisAddress.parse("rediss://ada:p%40ss@cache.example:6380/2").uri();
        var credentials = uri.getCredentialsProvider().resolveCredentials().block();
        assertEquals("cache.example", uri.getHost());
        assertEquals(6380, uri.getPort());
        assertEquals(2, uri.getDatabase());
        assertTrue(uri.isSsl());
        assertEquals("ada", credentials.getUsername());
        assertEquals("p@ss", new String(credentials.getPassword()));
    }

    @Test
    void takesRedisPortAndNoPasswordWhereNoneIsSaid() {
        var uri = RedisAddress.parse("redis://cache").uri();
        assertEquals(6379, uri.getPort());
        assertFalse(uri.isSsl());
    }

    @Test
    void showsNoPassword() {
        assertEquals("cache:6379", RedisAddress.parse("redis://:secret@cache").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://cache",
                "redis://",
                "cache:6379",
                "redis://ada:secret@",
                "redis://:secret@cache/bot",
                "redis://:secret word@cache"
            })
    void namesAnAddressOfAnotherFormWithItsFixAndNeverShowsIt(String text) {
        var wrong = wrong(Optional.of(text));
        assertEquals(1, wrong.size());
        assertTrue(wrong.getFirst().startsWith("REDIS_URL is not of the form"), wrong.getFirst());
        assertFalse(wrong.getFirst().contains("secret"), wrong.getFirst());
    }

    @Test
    void namesAMissingAddressWithItsFix() {
        assertEquals(
                List.of("REDIS_URL is missing. Set it to redis://host:port."),
                wrong(Optional.empty()));
    }

    private static List<String> wrong(Optional<String> url) {
        return new RedisSettings.Check(() -> url).wrong();
    }
}
