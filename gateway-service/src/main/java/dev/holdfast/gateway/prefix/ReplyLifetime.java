package dev.holdfast.gateway.prefix;

/** How long an answer stays in a channel where others read it. */
enum ReplyLifetime {
    /** It is for everybody. */
    KEPT,
    /** It is for one person, who has read it soon. */
    PASSING,
    /** It asks one person something: until they have decided, or may no longer. */
    UNTIL_DECIDED
}
