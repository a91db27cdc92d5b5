package dev.holdfast.sandbox.world;

import dev.holdfast.sandbox.SandboxSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bot's token: its id in base64, then two parts only Discord could know. */
@Singleton
public class BotToken {
    private static final Pattern SHAPE =
            Pattern.compile("([\\w-]{22,30})\\.[\\w-]{6}\\.[\\w-]{27,40}");

    private static final Duration AGE = Duration.ofDays(210);

    private final String text;
    private final Snowflake botId;

    BotToken(SandboxSettings settings, Clock clock) throws IOException {
        var file = settings.data().resolve("token");
        var kept =
                Files.exists(file)
                        ? Optional.of(Files.readString(file).strip())
                        : Optional.<String>empty();
        text = settings.token().or(() -> kept).orElseGet(() -> draw(clock));
        botId =
                idIn(text)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "SANDBOX_TOKEN must look like a bot token: the base64 of the"
                                                + " bot's id, a dot, 6 characters, a dot, 38 characters."));
        var keptId = kept.flatMap(BotToken::idIn);
        if (keptId.isPresent() && !keptId.get().equals(botId)) {
            throw new IllegalStateException(
                    "SANDBOX_TOKEN names another bot than SANDBOX_DATA=%s holds: unset it or choose another folder."
                            .formatted(settings.data()));
        }
        keep(file);
    }

    private static String draw(Clock clock) {
        var created = Snowflake.at(clock.instant().minus(AGE)).value();
        return draw(new Snowflake(created + new SecureRandom().nextLong(1L << 40)));
    }

    /** What a dashboard proves itself with: 32 characters nobody can guess. */
    static String secret() {
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** A new token for this bot. */
    static String draw(Snowflake botId) {
        var random = new SecureRandom();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var middle = new byte[4];
        var secret = new byte[28];
        random.nextBytes(middle);
        random.nextBytes(secret);
        return encoder.encodeToString(botId.toString().getBytes(StandardCharsets.US_ASCII))
                + "."
                + encoder.encodeToString(middle)
                + "."
                + encoder.encodeToString(secret);
    }

    /** The bot that a token names, if it looks like one. */
    static Optional<Snowflake> idIn(String token) {
        var parts = SHAPE.matcher(token);
        if (!parts.matches()) return Optional.empty();
        var id = Base64.getUrlDecoder().decode(parts.group(1));
        return Snowflake.parse(new String(id, StandardCharsets.US_ASCII));
    }

    private void keep(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var partial = file.resolveSibling("token.partial");
        Files.deleteIfExists(partial);
        Files.createFile(
                partial,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public String text() {
        return text;
    }

    /** The bot's user id, which is its application's id too. */
    public Snowflake botId() {
        return botId;
    }
}
