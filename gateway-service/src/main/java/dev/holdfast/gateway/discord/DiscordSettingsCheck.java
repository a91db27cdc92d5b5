package dev.holdfast.gateway.discord;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the token's shape and at the address before anything is sent. */
@Singleton
record DiscordSettingsCheck(DiscordSettings settings) implements SettingsCheck {

    private static final String WHERE =
            "Copy it from discord.com/developers/applications, your application, Bot, Reset Token.";
    private static final Pattern TOKEN =
            Pattern.compile("[\\w-]{18,40}\\.[\\w-]{5,10}\\.[\\w-]{25,80}");

    private static final int MOST_AT_ONCE = 10_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        var token = settings.token().map(String::strip).orElse("");
        if (token.isEmpty()) {
            wrong.add("DISCORD_TOKEN is missing. " + WHERE);
        } else if (!TOKEN.matcher(token).matches()) {
            wrong.add("DISCORD_TOKEN is not a bot's token (three parts joined by dots). " + WHERE);
        }
        try {
            DiscordAddress.of(settings.url());
        } catch (IllegalArgumentException e) {
            wrong.add(
                    ("DISCORD_URL is '%s': %s. Leave it out for Discord itself, or write it like"
                                    + " http://127.0.0.1:8088.")
                            .formatted(settings.url(), e.getMessage()));
        }
        Bounds.number("DISCORD_CONCURRENCY", settings.concurrency(), 1, MOST_AT_ONCE)
                .ifPresent(wrong::add);
        Bounds.time("DISCORD_TIMEOUT", settings.timeout(), SHORTEST, LONGEST).ifPresent(wrong::add);
        Bounds.time("DISCORD_CONNECTING", settings.connecting(), SHORTEST, LONGEST)
                .ifPresent(wrong::add);
        return wrong;
    }
}
