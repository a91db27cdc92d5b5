package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.observe.Secrets;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What routes are told, in words. Thread-safe. */
@Singleton
final class AlertText {

    private static final int LONGEST = 1_400;
    private static final int MOST_NAMED = 8;
    private static final int LONGEST_WHY = 500;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Texts texts = Texts.of("alert");
    private final Secrets secrets;

    AlertText(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * One paragraph.
     *
     * @param before what the route was told before
     */
    String of(Incident incident, Told told, Told before, List<IncidentEntry> timeline) {
        var text =
                switch (told) {
                    case OWED, OPENED -> opened("opened", incident, timeline);
                    case PASSED_ON -> opened("passed.on", incident, timeline);
                    case ENDED ->
                            before == Told.OWED
                                    ? opened("over", incident, timeline) + " " + length(incident)
                                    : texts.english(
                                                    "ended",
                                                    name(incident.root()),
                                                    Long.toString(incident.id()))
                                            + " "
                                            + length(incident);
                };
        return UserText.shorten(secrets.hidden(text), LONGEST);
    }

    private String opened(String key, Incident incident, List<IncidentEntry> timeline) {
        var verdict =
                texts.english("verdict." + incident.verdict().name().toLowerCase(Locale.ROOT));
        var first =
                texts.english(
                        key,
                        name(incident.root()),
                        verdict,
                        since(incident),
                        Long.toString(incident.id()));
        return first + why(timeline) + attached(incident);
    }

    private static String since(Incident incident) {
        return TIME.format(incident.began());
    }

    /** What was first seen of it. */
    private static String why(List<IncidentEntry> timeline) {
        return timeline.stream()
                .filter(it ->
                        it.kind() == IncidentEntry.Kind.VERDICT
                                || it.kind() == IncidentEntry.Kind.FINDING)
                .findFirst()
                .map(it -> " " + UserText.shorten(it.text(), LONGEST_WHY))
                .orElse("");
    }

    private String attached(Incident incident) {
        if (incident.attached().isEmpty()) {
            return "";
        }
        var names = incident.attached().stream().map(this::name).distinct().toList();
        var shown = String.join(", ", names.stream().limit(MOST_NAMED).toList());
        var more = names.size() - MOST_NAMED;
        return " "
                + (more > 0
                        ? texts.english("with.more", shown, more)
                        : texts.english("with", shown));
    }

    private String length(Incident incident) {
        var ended = incident.ended() == null ? incident.began() : incident.ended();
        var whole = Duration.between(incident.began(), ended);
        return texts.english("lasted", whole.toMinutes(), whole.toSecondsPart());
    }

    private String name(Component component) {
        var key = "component." + component.kind().name().toLowerCase(Locale.ROOT);
        return texts.english(key, component.name());
    }
}
