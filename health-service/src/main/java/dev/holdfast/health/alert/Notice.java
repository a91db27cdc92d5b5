package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What a route is told.
 *
 * @param key the same however often it is sent
 * @param text what happened and what to do about it, in at most 1,400 characters; no secrets
 */
record Notice(String key, Incident incident, Told told, String text) {

    /** Of no incident. */
    private static final long NONE = 0;

    private static final Component TESTED = new Component(Component.Kind.WATCHER, "test-alert");

    /** One that only shows that it arrives. */
    static Notice test(Instant at, String text) {
        var none = new Incident(NONE, TESTED, Verdict.WELL, at, at, List.of(), null);
        return new Notice("test-alert-" + at.toEpochMilli(), none, Told.ENDED, text);
    }

    boolean isTest() {
        return incident.id() == NONE;
    }

    /** What kind of message it is, such as {@code incident.opened}. */
    String type() {
        return isTest() ? "test" : "incident." + told.word();
    }
}
