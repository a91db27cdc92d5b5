package dev.holdfast.health.error;

import dev.holdfast.health.error.AlarmStore.Untold;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Tells operators of errors that are new, back or far more frequent, and notes them in incidents of
 * the same service. What is to be told is stored with the counts, and told twice rather than never.
 */
@Singleton
final class ErrorAlerts {

    private static final UserId NOBODY = new UserId(0);
    private static final int MOST = 50;
    private static final int LONGEST_MESSAGE = 300;
    private static final String BY = "errors";

    /** So many new kinds of a service are told one by one in an hour; then their number is. */
    private static final int MOST_NEW = 5;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final UnitsOfWork units;
    private final Alerts alerts;
    private final Incidents incidents;

    @Inject
    ErrorAlerts(UnitsOfWork units, Alerts alerts, Incidents incidents) {
        this.units = units;
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /** Tells the next 50 of what is not told yet. */
    void tell(OperationKey cause) {
        var untold = units.read(GuildId.DIRECT, NOBODY, work -> AlarmStore.untold(work, MOST));
        for (var each : untold) {
            var alert = alert(each);
            alerts.operator(alert);
            note(each.group(), alert.text());
            var _ = units.write(GuildId.DIRECT, cause, work -> AlarmStore.told(work, each));
        }
    }

    private Alert alert(Untold untold) {
        var group = untold.group();
        var kind = "error." + untold.alarm().key();
        if (untold.alarm() == Alarm.NEW) {
            var begun =
                    units.read(
                            GuildId.DIRECT,
                            NOBODY,
                            work -> AlarmStore.begun(work, group.service(), HOUR));
            if (begun > MOST_NEW) {
                var text = texts.english("alert.many", group.service(), begun, said(group));
                return new Alert(kind, group.service(), text);
            }
        }
        var text =
                texts.english(
                        "alert." + untold.alarm().key(),
                        group.service(),
                        said(group),
                        group.count(),
                        Long.toString(group.number()),
                        Long.toString(group.lastBuild()));
        return new Alert(kind, Long.toString(group.number()), text);
    }

    private static String said(ErrorGroup group) {
        return group.text().title()
                + ": "
                + UserText.shorten(UserText.clean(group.text().message()), LONGEST_MESSAGE);
    }

    private void note(ErrorGroup group, String text) {
        incidents.open().stream()
                .filter(incident -> concerns(incident, group))
                .forEach(incident -> incidents.note(incident.id(), BY, text));
    }

    private static boolean concerns(Incident incident, ErrorGroup group) {
        return Stream.concat(Stream.of(incident.root()), incident.attached().stream())
                .anyMatch(component -> isOf(component, group));
    }

    private static boolean isOf(Component component, ErrorGroup group) {
        return switch (component.kind()) {
            case SERVICE -> component.name().equals(group.service());
            case INSTANCE -> component.name().startsWith(group.service() + "/");
            case DISCORD, POSTGRES, REDIS, HOST, WATCHER -> false;
        };
    }
}
