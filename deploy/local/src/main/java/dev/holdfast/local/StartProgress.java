package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Which parts are ready and which are waited for. Safe for use by several threads. */
final class StartProgress {

    private sealed interface State {
        record Waiting() implements State {}

        record Starting(long since) implements State {}

        record Ready(Duration took) implements State {}

        record Failed(String why) implements State {}
    }

    private final Map<String, State> states = new LinkedHashMap<>();
    private final Set<String> everReady = new HashSet<>();
    private final Set<String> changed = new HashSet<>();

    private final Semaphore news = new Semaphore(0);

    StartProgress(List<String> names) {
        names.forEach(name -> states.put(name, new State.Waiting()));
    }

    synchronized void starting(String name) {
        change(name, new State.Starting(System.nanoTime()));
    }

    synchronized void ready(String name) {
        var took =
                states.get(name) instanceof State.Starting(var since)
                        ? Duration.ofNanos(System.nanoTime() - since)
                        : Duration.ZERO;
        everReady.add(name);
        change(name, new State.Ready(took));
    }

    synchronized void failed(String name, String why) {
        change(name, new State.Failed(why));
    }

    private void change(String name, State state) {
        states.put(name, state);
        changed.add(name);
        news.release();
    }

    synchronized boolean wasReady(String name) {
        return everReady.contains(name);
    }

    /**
     * Waits until something changes, at most the limit; true once all parts are ready.
     *
     * @throws StartFailure when one has failed for good
     */
    boolean await(Duration limit) {
        try {
            if (news.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        }
        return allReady();
    }

    private synchronized boolean allReady() {
        for (var state : states.values()) {
            if (state instanceof State.Failed(var why)) {
                throw new StartFailure(why);
            }
        }
        return everReady.containsAll(states.keySet());
    }

    /** Paints all parts on the console, or only those that changed since it was asked last. */
    synchronized void show(Console console) {
        var all = new ArrayList<String>();
        var latest = new ArrayList<String>();
        states.forEach((name, state) -> {
            var line = "  %-18s %s".formatted(name, words(state));
            all.add(line);
            if (changed.contains(name)) {
                latest.add(line);
            }
        });
        changed.clear();
        console.progress(all, latest);
    }

    private static String words(State state) {
        return switch (state) {
            case State.Waiting() -> "waits";
            case State.Starting(var since) ->
                    "starts   " + seconds(Duration.ofNanos(System.nanoTime() - since));
            case State.Ready(var took) -> "ready    " + seconds(took);
            case State.Failed(var why) -> "failed";
        };
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%5.1f s", duration.toMillis() / 1000.0);
    }
}
