package dev.holdfast.gateway.guild;

/** Where a channel is, as a guild sees it. */
public enum Place {
    HERE,
    ELSEWHERE,
    /** Gone, or closed to the bot, so that nothing can be said there. */
    NOWHERE,
    /** Discord does not say now. */
    UNKNOWN
}
