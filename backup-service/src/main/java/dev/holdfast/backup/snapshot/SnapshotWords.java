package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What people call snapshots, their sizes and their times. Safe for any thread. */
@Singleton
public final class SnapshotWords {

    static final String EMOJI = "💾";

    private static final long STEP = 1_000;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int LONGEST_NOTE = 60;
    private static final int LONGEST_OPTION = 100;

    private final Texts texts = Texts.of("snapshot");

    String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }

    String english(String key) {
        return texts.english(key);
    }

    /** Such as {@code Nightly}. */
    public String kind(Invocation invocation, SnapshotEntry snapshot) {
        return say(invocation, "kind." + word(snapshot.kind()));
    }

    String mark(Invocation invocation, SnapshotEntry snapshot) {
        return say(invocation, "state." + word(snapshot.state()));
    }

    String state(Invocation invocation, SnapshotEntry snapshot) {
        return say(invocation, "state." + word(snapshot.state()) + ".name");
    }

    /** The moment whose state it holds; while it is not known, when it was begun. */
    public static Instant at(SnapshotEntry snapshot) {
        var taken = snapshot.takenAt();
        return taken == null ? snapshot.startedAt() : taken;
    }

    /**
     * What its admin wrote that it is for; empty where nobody did. Operators' names stay theirs.
     */
    public static String note(SnapshotEntry snapshot) {
        return switch (snapshot.kind()) {
            case GUILD -> snapshot.reason();
            case MANUAL, NIGHTLY, START, MIGRATION, BEFORE_RESTORE -> "";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Rounded as people would say it, such as {@code 3 minutes}. */
    public String about(Invocation invocation, Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return say(invocation, "time.moment");
        }
        if (time.toMinutes() < 1) {
            return say(invocation, "time.seconds", time.plusMillis(500).toSeconds());
        }
        if (time.toHours() < 1) {
            return say(invocation, "time.minutes", time.plusSeconds(30).toMinutes());
        }
        return time.toDays() < 1
                ? say(invocation, "time.hours", time.plusMinutes(30).toHours())
                : say(invocation, "time.days", time.plusHours(12).toDays());
    }

    /** In decimal units, such as {@code 1.2 MB}. */
    public static String size(long bytes) {
        var unit = 0;
        var value = (double) bytes;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        var digits = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return digits.formatted(value, UNITS[unit]);
    }

    /** A line of a list to pick from, whose value is the snapshot's id. */
    public Select.Option option(Invocation invocation, SnapshotEntry snapshot) {
        var when =
                DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH)
                        .withZone(invocation.zone())
                        .format(at(snapshot));
        var kind = kind(invocation, snapshot);
        var state = state(invocation, snapshot);
        var note = UserText.clean(note(snapshot));
        var described =
                note.isEmpty()
                        ? say(invocation, "option.described", kind, state)
                        : say(
                                invocation,
                                "option.noted",
                                UserText.shorten(note, LONGEST_NOTE),
                                kind,
                                state);
        return Select.Option.of(when, Long.toString(snapshot.snapshotId()))
                .described(UserText.shorten(described, LONGEST_OPTION));
    }
}
