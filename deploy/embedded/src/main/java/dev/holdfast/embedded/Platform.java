package dev.holdfast.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The operating system and processor, and where programs for it lie in the jars. */
record Platform(boolean mac, boolean arm, boolean musl) {

    static Platform current() {
        var mac = property("os.name").startsWith("mac");
        var arm = property("os.arch").equals("aarch64");
        return new Platform(mac, arm, Files.exists(Path.of("/etc/alpine-release")));
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }

    String postgresArchive() {
        return "/postgres-%s-%s%s.txz"
                .formatted(
                        mac ? "darwin" : "linux",
                        arm ? "arm_64" : "x86_64",
                        musl ? "-alpine_linux" : "");
    }

    String redisProgram() {
        return "/redis-server-7.0.15-%s-%s"
                .formatted(mac ? "darwin" : "linux", arm ? "arm64" : "amd64");
    }

    /**
     * Where unpacked programs are kept: HOLDFAST_CACHE, else the user's cache folder, else the
     * temporary one.
     */
    static Path cache(Map<String, String> environment) {
        var named = Optional.ofNullable(environment.get("HOLDFAST_CACHE")).map(Path::of);
        if (named.isPresent()) {
            return named.get();
        }
        var base =
                Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return Folders.usable(base.resolve("holdfast"))
                .orElseGet(() ->
                        Folders.makePrivate(
                                Path.of(
                                        System.getProperty("java.io.tmpdir"),
                                        "holdfast-" + property("user.name"))));
    }
}
