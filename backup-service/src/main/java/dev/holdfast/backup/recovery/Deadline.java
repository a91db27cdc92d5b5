package dev.holdfast.backup.recovery;

import dev.holdfast.kit.progress.Progress;
import java.time.Duration;

/** Goes on with something for so long at most. Safe for any thread. */
final class Deadline implements Progress {

    private final Progress progress;
    private final Duration longest;
    private final long began = System.nanoTime();

    Deadline(Progress progress, Duration longest) {
        this.progress = progress;
        this.longest = longest;
    }

    /** It takes too long. */
    static final class Passed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Passed(Duration longest) {
            super("it took longer than %s.".formatted(longest), null, false, false);
        }
    }

    @Override
    public void reached(long done, long total) {
        check();
        progress.reached(done, total);
    }

    @Override
    public void goOn() {
        check();
        progress.goOn();
    }

    private void check() {
        if (System.nanoTime() - began > longest.toNanos()) {
            throw new Passed(longest);
        }
    }
}
