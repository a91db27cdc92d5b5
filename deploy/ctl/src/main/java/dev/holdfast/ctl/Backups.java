package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Snapshots, the newest last: what they hold, how far they were proven, and where they are. */
record Backups(boolean fine, List<JsonNode> backups) implements CommandReport {

    static final String SERVICE = "backup";
    static final String DOOR = "/bot/snapshots";

    private static final String EVERYTHING = "0";
    private static final List<String> PROVEN = List.of("VERIFIED", "DRILLED");
    private static final double MEGA = 1e6;

    Backups {
        backups = List.copyOf(backups);
    }

    /** Fine where one of everything is proven. */
    static Backups list(OperatorClient doors, Optional<Id> guild) {
        var all =
                StreamSupport.stream(doors.get(SERVICE, DOOR).spliterator(), false)
                        .filter(each ->
                                guild.isEmpty()
                                        || of(each).path("guild")
                                                .asText()
                                                .equals(guild.get().digits()))
                        .toList();
        return new Backups(
                guild.isPresent() || all.stream().anyMatch(Backups::isWholeAndProven), all);
    }

    /** One of them, as it is now; empty: it has not begun, since another is being taken. */
    static Optional<JsonNode> find(OperatorClient doors, long snapshot) {
        return doors.find(SERVICE, DOOR + "/" + snapshot);
    }

    static JsonNode of(JsonNode listed) {
        return listed.path("snapshot");
    }

    static String state(JsonNode listed) {
        return of(listed).path("state").asText();
    }

    static boolean isProven(JsonNode listed) {
        return PROVEN.contains(state(listed));
    }

    static String failure(JsonNode listed) {
        return of(listed).path("failure").asText("");
    }

    private static boolean isWholeAndProven(JsonNode listed) {
        return isProven(listed) && of(listed).path("guild").asText().equals(EVERYTHING);
    }

    @Override
    public void show(Terminal console) {
        if (backups.isEmpty()) {
            console.line(new StyledText(TextColor.WARN, "none: no snapshot was taken yet"));
            return;
        }
        console.table(backups.stream().map(Backups::row).toList());
    }

    private static List<StyledText> row(JsonNode listed) {
        var entry = of(listed);
        var whole = entry.path("guild").asText().equals(EVERYTHING);
        var words = new ArrayList<StyledText>();
        words.add(StyledText.name(entry.path("snapshotId").asText()));
        words.add(StyledText.dim(Times.since(entry.path("startedAt").asText(), Clock.systemUTC())));
        words.add(new StyledText(ink(listed), state(listed)));
        words.add(StyledText.plain(whole ? "everything" : "guild " + entry.path("guild").asText()));
        words.add(
                StyledText.plain(
                        "%,d rows, %.1f MB"
                                .formatted(
                                        entry.path("rows").asLong(),
                                        entry.path("storedBytes").asLong() / MEGA)));
        words.add(StyledText.plain(restore(entry)));
        words.add(StyledText.dim(entry.path("reason").asText()));
        words.add(
                failure(listed).isEmpty()
                        ? places(listed)
                        : new StyledText(TextColor.BAD, failure(listed)));
        return words;
    }

    private static String restore(JsonNode entry) {
        var took = entry.path("restore");
        if (took.isMissingNode() || took.isNull()) {
            return "";
        }
        var seconds =
                took.isNumber()
                        ? took.asDouble()
                        : Duration.parse(took.asText()).toMillis() / 1_000.0;
        return "restores in %.1f s".formatted(seconds);
    }

    /** Only a copy that was read whole can be relied on. */
    private static StyledText places(JsonNode listed) {
        var copies = StreamSupport.stream(listed.path("copies").spliterator(), false).toList();
        var places = copies.stream().map(Backups::place).collect(Collectors.joining(", "));
        return copies.stream().allMatch(Backups::isReadWhole)
                ? StyledText.dim(places)
                : new StyledText(TextColor.WARN, places);
    }

    private static String place(JsonNode copy) {
        var location = copy.path("location").asText();
        if (isReadWhole(copy)) {
            return location;
        }
        var why = copy.path("failure").asText("");
        return location + (why.isEmpty() ? " (not read whole yet)" : " (not whole: " + why + ")");
    }

    private static boolean isReadWhole(JsonNode copy) {
        return !copy.path("verifiedAt").asText("").isEmpty();
    }

    private static TextColor ink(JsonNode listed) {
        return switch (state(listed)) {
            case "VERIFIED", "DRILLED" -> TextColor.GOOD;
            case "FAILED" -> TextColor.BAD;
            default -> TextColor.WARN;
        };
    }
}
