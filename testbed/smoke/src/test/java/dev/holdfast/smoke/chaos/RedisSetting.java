package dev.holdfast.smoke.chaos;

import dev.holdfast.embedded.EmbeddedRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Changes a setting of a Redis that runs, past the bot's own connections. */
final class RedisSetting {

    private RedisSetting() {}

    static void set(EmbeddedRedis redis, String name, String value) {
        var address = URI.create(redis.url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            "CONFIG SET %s %s\r\n"
                                    .formatted(name, value)
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            if (!"+OK".equals(answer)) {
                throw new IllegalStateException(name + ": " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
