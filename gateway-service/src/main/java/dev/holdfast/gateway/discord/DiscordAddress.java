package dev.holdfast.gateway.discord;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Discord is: the real one, or a server that speaks its protocol.
 *
 * @param base scheme, host and port; no path
 */
record DiscordAddress(URI base) {

    private static final List<String> DISCORD =
            List.of("discord.com", "discord.gg", "discordapp.com");
    private static final String API = "/api/v10";
    private static final String FILES = "https://cdn.discordapp.com";
    private static final Pattern FILE =
            Pattern.compile("/(ephemeral-)?attachments/[0-9]{1,20}/[0-9]{1,20}/[\\w%.-]{1,300}");

    private static final Pattern AVATAR =
            Pattern.compile("/avatars/[0-9]{1,20}/\\w{1,64}\\.png|/embed/avatars/[0-5]\\.png");

    DiscordAddress {
        if (!isWeb(base) || base.getHost() == null || base.getUserInfo() != null) {
            throw new IllegalArgumentException("it is not an http or https address");
        }
        if (!base.getPath().isEmpty() || base.getQuery() != null || base.getFragment() != null) {
            throw new IllegalArgumentException("it goes beyond host and port");
        }
        if (isDiscord(base) && !"https".equals(base.getScheme())) {
            throw new IllegalArgumentException("the token would travel to Discord unencrypted");
        }
    }

    /** Reads an address with or without a slash at its end. */
    static DiscordAddress of(String text) {
        var stripped = text.strip();
        return new DiscordAddress(
                URI.create(
                        stripped.endsWith("/")
                                ? stripped.substring(0, stripped.length() - 1)
                                : stripped));
    }

    URI rest(String path) {
        return URI.create(base + API + path);
    }

    /**
     * Where a file that somebody sent is found. The host that the address names does not count, so
     * nothing is ever fetched from anywhere else; empty where its path is no file's.
     */
    Optional<URI> file(URI named) {
        var path = String.valueOf(named.getRawPath());
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        var query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
        return Optional.of(URI.create((isDiscord(base) ? FILES : base.toString()) + path + query));
    }

    /** The same address where it is of an avatar, as {@link #picture} tells it; else empty. */
    Optional<URI> avatar(String named) {
        return Optional.of(named)
                .filter(url -> url.startsWith(picture("/")))
                .map(URI::create)
                .filter(url -> AVATAR.matcher(String.valueOf(url.getRawPath())).matches());
    }

    /** Where a picture is that Discord keeps, such as an avatar. */
    String picture(String path) {
        return (isDiscord(base) ? FILES : base.toString()) + path;
    }

    boolean isEncrypted() {
        return "https".equals(base.getScheme());
    }

    /**
     * Where the gateway's socket is. A server other than Discord that names Discord's own gateway
     * (as client libraries expect of it) means itself; so the token never goes where the operator
     * did not send it.
     */
    URI socket(String named) {
        var uri = URI.create(named);
        if (isDiscord(uri) && !isDiscord(base)) {
            return URI.create((isEncrypted() ? "wss://" : "ws://") + base.getAuthority() + "/");
        }
        return URI.create(uri.getScheme() + "://" + uri.getAuthority() + "/");
    }

    /** Whether what Redis says about the gateway may be believed: the token goes there. */
    boolean isTrusted(String socket) {
        var host = URI.create(socket).getHost();
        return isDiscord(base)
                ? isDiscord(URI.create(socket)) && socket.startsWith("wss://")
                : base.getHost().equals(host);
    }

    private static boolean isWeb(URI uri) {
        return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    }

    private static boolean isDiscord(URI uri) {
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return DISCORD.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
    }
}
