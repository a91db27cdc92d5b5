package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.time.Duration;

/** How long a role lasts, as somebody wrote it. */
sealed interface RoleDuration {

    Duration LEAST = Duration.ofMinutes(1);
    Duration MOST = Duration.ofDays(365);

    /** So long, {@link #LEAST} to {@link #MOST}. */
    record For(Duration duration) implements RoleDuration {}

    /** Nobody can tell, or too short or too long. */
    record Nonsense(String sentence) implements RoleDuration {}

    static RoleDuration parse(String written, Texts texts, Invocation invocation) {
        var duration = Durations.parse(written);
        if (duration.isEmpty()) {
            return new Nonsense(
                    texts.say(invocation, "duration.unreadable", UserText.show(written, 60)));
        }
        return duration.get().compareTo(LEAST) < 0 || duration.get().compareTo(MOST) > 0
                ? new Nonsense(texts.say(invocation, "duration.bounds"))
                : new For(duration.get());
    }
}
