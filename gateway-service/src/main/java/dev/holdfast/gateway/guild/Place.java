package dev.holdfast.gateway.guild;

/** Whether a channel belongs to the guild that asks. */
public enum Place {
    HERE,
    ELSEWHERE,
    /** Gone, or closed to the bot, so that nothing can be said there. */
    NOWHERE,
    /** Discord does not say now. */
    UNKNOWN
}
