package dev.holdfast.health.probe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes a verdict of one component's measurements: not well after some bad ones in a row, well
 * again after a while without any. What comes back and goes again sooner stays what it was: it is
 * flapping. What was not measured for three rounds is unknown. Not thread-safe.
 */
final class VerdictTracker {

    private static final int SILENT_ROUNDS = 3;

    private final Component component;
    private final Rules rules;
    private Verdict verdict = Verdict.UNKNOWN;
    private @Nullable Instant since;
    private @Nullable Instant measuredAt;
    private @Nullable Instant firstMiss;
    private @Nullable Instant goodSince;
    private int misses;
    private int downs;
    private int relapses;
    private String detail = "";
    private String build = "";

    /**
     * When a verdict changes.
     *
     * @param misses so many bad measurements in a row
     * @param recovery so long without one
     * @param interval from one round to the next, also where something hangs
     */
    record Rules(int misses, Duration recovery, Duration round) {

        /** Whatever was not measured for so long is unknown. */
        Duration patience() {
            return round.multipliedBy(SILENT_ROUNDS);
        }
    }

    VerdictTracker(Component component, Rules rules) {
        this.component = component;
        this.rules = rules;
    }

    /** Hears of a measurement; one of {@link Verdict#UNKNOWN} is none. */
    void measured(Measurement measurement) {
        if (measurement.verdict() == Verdict.UNKNOWN) {
            return;
        }
        var at = measurement.at();
        if (isSilent(at)) {
            forgetWhatWas();
        }
        measuredAt = at;
        if (!measurement.build().isEmpty()) {
            build = measurement.build();
        }
        if (measurement.verdict() == Verdict.WELL) {
            good(at);
        } else {
            bad(measurement);
        }
    }

    /** Nobody knows what was meanwhile: what was well is that no longer until it is seen to be. */
    private void forgetWhatWas() {
        goodSince = null;
        forgetMisses();
        if (verdict == Verdict.WELL) {
            verdict = Verdict.UNKNOWN;
            since = null;
        }
    }

    private void forgetMisses() {
        misses = 0;
        downs = 0;
        firstMiss = null;
    }

    private void good(Instant at) {
        forgetMisses();
        if (verdict == Verdict.UNKNOWN) {
            become(Verdict.WELL, at, "");
        }
        if (verdict == Verdict.WELL) {
            detail = "";
            return;
        }
        var begun = goodSince;
        if (begun == null) {
            begun = at;
            goodSince = at;
            if (verdict == Verdict.DOWN) {
                become(Verdict.DEGRADED, at, detail);
            }
        }
        if (Duration.between(begun, at).compareTo(rules.recovery()) >= 0) {
            relapses = 0;
            goodSince = null;
            become(Verdict.WELL, at, "");
        }
    }

    private void bad(Measurement measurement) {
        if (goodSince != null) {
            goodSince = null;
            relapses++;
        }
        misses++;
        downs = measurement.verdict() == Verdict.DOWN ? downs + 1 : 0;
        var first = firstMiss == null ? measurement.at() : firstMiss;
        firstMiss = first;
        if (misses < rules.misses()) {
            return;
        }
        // What is down in some of the last rounds only is not all gone.
        var now = downs >= rules.misses() ? Verdict.DOWN : Verdict.DEGRADED;
        if (verdict == now || (verdict == Verdict.DOWN && downs > 0)) {
            detail = measurement.detail();
            return;
        }
        var wasWell = verdict == Verdict.WELL || verdict == Verdict.UNKNOWN;
        become(now, wasWell ? first : measurement.at(), measurement.detail());
    }

    private void become(Verdict next, Instant at, String why) {
        verdict = next;
        since = at;
        detail = why;
    }

    /** Whether its last measurement was bad though the verdict does not say so yet. */
    boolean isDoubtful() {
        return misses > 0 && misses < rules.misses();
    }

    /** Whether its last measurement was good though the verdict does not say so yet. */
    boolean isRecovering() {
        return goodSince != null;
    }

    /** How it is at that time, whatever happened to whoever measures. */
    ComponentState at(Instant now) {
        var measured = measuredAt;
        var changed = since;
        if (measured == null || isSilent(now)) {
            var from = measured == null ? now : measured.plus(rules.patience());
            return state(Verdict.UNKNOWN, from, "It is not measured.");
        }
        return changed == null
                ? state(Verdict.UNKNOWN, measured, "It is looked at again before anybody can say.")
                : state(verdict, changed, said());
    }

    private ComponentState state(Verdict said, Instant from, String why) {
        return new ComponentState(component, said, from, measuredAt, why, build);
    }

    private String said() {
        var begun = goodSince;
        if (begun == null || verdict == Verdict.WELL) {
            return detail;
        }
        return relapses == 0
                ? "It is back since %s; before: %s".formatted(begun, detail)
                : "It comes and goes (%d times); before: %s".formatted(relapses + 1, detail);
    }

    private boolean isSilent(Instant now) {
        var measured = measuredAt;
        return measured != null && now.isAfter(measured.plus(rules.patience()));
    }
}
