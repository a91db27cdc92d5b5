package dev.holdfast.kit.progress;

/**
 * Reports the progress of a slow command or job. Call it often: each call also checks that the
 * claim still holds.
 */
public interface Progress {

    /** Of work that nobody else takes over and nobody watches. */
    Progress ALONE =
            new Progress() {
                @Override
                public void reached(long done, long total) {}

                @Override
                public void goOn() {}
            };

    /**
     * So many of so many parts are done; people see it within about two seconds.
     *
     * @param done 0 to {@code total}
     * @param total 1 at least; may change as more becomes known
     * @throws ClaimLost when another process may have taken the work over: it ends here
     */
    void reached(long done, long total);

    /**
     * Goes on only where the work is still this process's.
     *
     * @throws ClaimLost when another process may have taken it over
     */
    void goOn();
}
