package dev.holdfast.smoke.health;

import dev.holdfast.smoke.health.HealthView.Seen;
import dev.holdfast.smoke.health.WebhookReceiver.Alert;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened since a moment, as an operator hears of it and sees it.
 *
 * @param known the incidents from before
 */
record Since(HealthFleet fleet, Set<Long> known) {

    Since {
        known = Set.copyOf(known);
    }

    /** From now on. */
    static Since now(HealthFleet fleet) throws IOException, InterruptedException {
        var known = fleet.view().incidents().stream().map(Seen::id).collect(Collectors.toSet());
        return new Since(fleet, known);
    }

    /** The newest first. */
    List<Seen> incidents() throws IOException, InterruptedException {
        return fleet.view().incidents().stream().filter(it -> !known.contains(it.id())).toList();
    }

    Optional<Seen> incident(String root) throws IOException, InterruptedException {
        return incidents().stream().filter(it -> it.root().equals(root)).findFirst();
    }

    List<String> roots() throws IOException, InterruptedException {
        return incidents().stream().map(Seen::root).toList();
    }

    /** To the causes of it, and to no other. */
    Set<String> attached() throws IOException, InterruptedException {
        return incidents().stream()
                .flatMap(it -> it.attached().stream())
                .collect(Collectors.toSet());
    }

    /** By webhook, in that order; none of the machine that runs this test. */
    List<Alert> alerts() {
        return fleet.operator().alerts().stream()
                .filter(it -> !known.contains(it.incident()) && !it.isOfThisMachine())
                .toList();
    }

    List<String> types() {
        return alerts().stream().map(Alert::type).toList();
    }

    /** All of it, for who looks why a test failed. */
    @Override
    public String toString() {
        try {
            var text = new StringBuilder("alerts: %s%n".formatted(alerts()));
            for (var incident : incidents()) {
                text.append("%s: %s%n".formatted(incident, fleet.view().timeline(incident.id())));
            }
            return text.append(fleet.view().verdicts()).toString();
        } catch (IOException e) {
            return "alerts: %s, and health-service says nothing: %s".formatted(alerts(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
