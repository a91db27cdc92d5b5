package dev.holdfast.gateway.guild;

/** Whether a channel belongs to the guild that asks. */
public enum ChannelPlace {
    HERE,
    ELSEWHERE,
    /** Gone, or closed to the bot, so that nothing can be said there. */
    NOWHERE,
    /** Discord does not say now. */
    UNKNOWN
}
