package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an embedded Redis runs.
 *
 * @param folder keeps its data; without one the data is temporary
 * @param port on 127.0.0.1; without one a free port is taken
 * @param appendOnly writes every change to disk, each second
 * @param password required of clients, where given
 */
public record EmbeddedRedisSettings(
        Optional<Path> folder,
        Optional<LoopbackPort> port,
        boolean appendOnly,
        Optional<String> password) {

    public EmbeddedRedisSettings {
        if (password.isPresent() && !password.get().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException(
                    "A Redis password here consists of letters, digits, _ and -.");
        }
    }

    public static EmbeddedRedisSettings temporary() {
        return new EmbeddedRedisSettings(
                Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    public static EmbeddedRedisSettings keptIn(Path folder) {
        return new EmbeddedRedisSettings(
                Optional.of(folder), Optional.empty(), true, Optional.empty());
    }

    public EmbeddedRedisSettings onPort(int number) {
        return new EmbeddedRedisSettings(
                folder, Optional.of(new LoopbackPort(number)), appendOnly, password);
    }

    public EmbeddedRedisSettings appendOnly(boolean on) {
        return new EmbeddedRedisSettings(folder, port, on, password);
    }

    public EmbeddedRedisSettings withPassword(String secret) {
        return new EmbeddedRedisSettings(folder, port, appendOnly, Optional.of(secret));
    }
}
