package dev.holdfast.bench.machine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Who took how much of the processor while something was measured. */
public final class Meter {

    private static final String DRIVER = "driver";
    private static final String OTHERS = "others on this machine";

    private final Map<String, Supplier<Duration>> watched = new LinkedHashMap<>();

    public Meter() {
        var own = ProcessHandle.current().pid();
        watched.put(DRIVER, () -> ProcessorTime.of(own));
    }

    /** Watches a process and all below it. */
    public Meter watch(String name, long pid) {
        watched.put(name, () -> ProcessorTime.ofTree(pid));
        return this;
    }

    /**
     * Watches the programs that this process runs to their end; they count once they have ended.
     */
    public Meter watchPrograms(String name) {
        var own = ProcessHandle.current().pid();
        watched.put(name, () -> ProcessorTime.ofEndedChildren(own));
        return this;
    }

    /** How much each has taken so far. */
    public Reading read() {
        var taken = new LinkedHashMap<String, Duration>();
        watched.forEach((name, time) -> taken.put(name, time.get()));
        return new Reading(taken, ProcessorTime.ofMachine());
    }

    /** Processor time up to an instant, of each and of the whole machine. */
    public record Reading(Map<String, Duration> taken, Duration machine) {

        /** Seconds since the earlier reading, of each and of all that is not watched. */
        public Map<String, Double> since(Reading earlier) {
            var seconds = new LinkedHashMap<String, Double>();
            var watched = Duration.ZERO;
            for (var each : taken.entrySet()) {
                var since = each.getValue().minus(earlier.taken.get(each.getKey()));
                seconds.put(each.getKey(), since.toMillis() / 1e3);
                watched = watched.plus(since);
            }
            var others = machine.minus(earlier.machine).minus(watched);
            seconds.put(OTHERS, Math.max(0, others.toMillis()) / 1e3);
            return seconds;
        }
    }

    /** Whether the name is that of what was measured, not of a bystander. */
    public static boolean measured(String name) {
        return !name.equals(OTHERS);
    }
}
