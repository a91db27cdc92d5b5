package dev.holdfast.health.usage;

import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A week in a few lines. */
@Singleton
record Digest(UsageWords words) {

    private static final int MOST_TOP = 3;
    private static final Locale LOCALE = Locale.ENGLISH;

    String of(UsageFigures week, UsageFigures before, Growth growth) {
        var servers = growth.servers();
        var lines =
                Stream.concat(
                        Stream.of(
                                say("digest.title"),
                                say("digest.commands", week.all().all(), before.all().all()),
                                say("digest.success", words.successes(LOCALE, week.all())),
                                say("digest.times", words.times(LOCALE, week)),
                                say(
                                        "digest.servers",
                                        servers.here(),
                                        servers.joined(),
                                        servers.departed(),
                                        words.stayed(LOCALE, servers)),
                                say(
                                        "digest.satisfaction",
                                        words.satisfaction(LOCALE, week.satisfaction())),
                                say("digest.database", words.size(growth.databaseBytes()))),
                        words.top(LOCALE, week, MOST_TOP).stream().map(it -> "• " + it));
        return UserText.shorten(
                lines.collect(Collectors.joining("\n")), AlertEffect.TellAdmins.LONGEST);
    }

    private String say(String key, Object... arguments) {
        return words.say(LOCALE, key, arguments);
    }
}
