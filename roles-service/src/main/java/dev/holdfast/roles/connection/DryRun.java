package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.UserId;
import java.util.ArrayList;
import java.util.List;

/** Counts whom a rule would change; keeps a bounded number of them. Bound to one thread. */
final class DryRun {

    /** Of a file. */
    static final int MOST_LINES = 20_000;

    private final List<Line> lines = new ArrayList<>();
    private long looked;
    private long gains;
    private long loses;
    private long has;
    private long byHand;
    private long unknown;
    private boolean away;

    /** What a rule would do to a member. */
    enum Outcome {
        GAINS,
        LOSES,
        UNKNOWN
    }

    /** One member of the file. */
    record Line(UserId user, Outcome outcome) {}

    /**
     * One member, as the rule sees them.
     *
     * @param holds whether they have the role now
     * @param claimed whether they have it by the rule that is changed
     */
    record Seen(UserId user, Truth truth, boolean holds, boolean claimed) {}

    /** One more member. */
    void add(Seen seen, Rule.Mode mode) {
        looked++;
        switch (seen.truth()) {
            case YES -> {
                if (seen.holds()) {
                    has++;
                } else {
                    gains++;
                    keep(seen, Outcome.GAINS);
                }
            }
            case NO -> {
                if (seen.claimed() && mode == Rule.Mode.WHILE) {
                    loses++;
                    keep(seen, Outcome.LOSES);
                } else if (seen.holds()) {
                    byHand++;
                }
            }
            case UNKNOWN -> {
                unknown++;
                keep(seen, Outcome.UNKNOWN);
            }
        }
    }

    /** Something that the rule asks for could not be asked for. */
    void wasAway() {
        away = true;
    }

    private void keep(Seen seen, Outcome outcome) {
        if (lines.size() < MOST_LINES) {
            lines.add(new Line(seen.user(), outcome));
        }
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    long looked() {
        return looked;
    }

    long gains() {
        return gains;
    }

    long loses() {
        return loses;
    }

    long has() {
        return has;
    }

    long byHand() {
        return byHand;
    }

    long unknown() {
        return unknown;
    }

    boolean away() {
        return away;
    }

    /** Whether the file has not all of them. */
    boolean cut() {
        return gains + loses + unknown > lines.size();
    }
}
