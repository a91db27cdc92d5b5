package dev.holdfast.health.operator;

/** A bean that looks at one thing before a change. Any feature may have some. */
public interface PreflightItem {

    /** As {@link PreflightLine#name}. */
    String name();

    /** Looks, within seconds. What it throws is taken for "could not be seen". */
    PreflightLine look() throws InterruptedException;
}
