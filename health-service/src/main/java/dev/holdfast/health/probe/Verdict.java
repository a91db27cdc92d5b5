package dev.holdfast.health.probe;

/** How a component is. */
public enum Verdict {
    WELL,
    /** It works, but slowly or in part. */
    DEGRADED,
    DOWN,
    /** Not measured for three rounds; never to be taken for {@link #WELL}. */
    UNKNOWN
}
