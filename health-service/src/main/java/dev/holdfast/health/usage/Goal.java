package dev.holdfast.health.usage;

import java.time.Duration;

/**
 * What operators promised of commands: the share of them that may miss it.
 *
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">Google: alerting on SLOs</a>
 */
enum Goal {
    /** 98% succeed; a refusal is a success. */
    SUCCESS("success", 0.02),
    /** Under 1% end in a fault of ours. */
    ERRORS("errors", 0.01),
    /** 95% are answered within {@link #PROMPT}. */
    SPEED("speed", 0.05);

    static final Duration PROMPT = Duration.ofSeconds(2);

    private final String word;
    private final double allowed;

    Goal(String word, double allowed) {
        this.word = word;
        this.allowed = allowed;
    }

    /** Its name in texts. */
    String word() {
        return word;
    }

    /** How many missed it. */
    long missed(Counts counts) {
        return switch (this) {
            case SUCCESS -> counts.failures();
            case ERRORS -> counts.failed();
            case SPEED -> counts.slow();
        };
    }

    /** How many times faster than allowed the goal is being missed; 0 where nothing was counted. */
    double burn(Counts counts) {
        return counts.all() == 0 ? 0 : missed(counts) / allowed / counts.all();
    }

    /** Whether so many missed it in the end. */
    boolean isMet(Counts counts) {
        return burn(counts) <= 1;
    }
}
