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
public record RedisSettings(
        Optional<Path> folder,
        Optional<LoopbackPort> port,
        boolean appendOnly,
        Optional<String> password) {

    public RedisSettings {
        if (password.isPresent() && !password.get().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException(
                    "A Redis password here consists of letters, digits, _ and -.");
        }
    }

    public static RedisSettings temporary() {
        return new RedisSettings(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    public static RedisSettings keptIn(Path folder) {
        return new RedisSettings(Optional.of(folder), Optional.empty(), true, Optional.empty());
    }

    public RedisSettings onPort(int number) {
        return new RedisSettings(
                folder, Optional.of(new LoopbackPort(number)), appendOnly, password);
    }

    public RedisSettings appendOnly(boolean on) {
        return new RedisSettings(folder, port, on, password);
    }

    public RedisSettings withPassword(String secret) {
        return new RedisSettings(folder, port, appendOnly, Optional.of(secret));
    }
}
