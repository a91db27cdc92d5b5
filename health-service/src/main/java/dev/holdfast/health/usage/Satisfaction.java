package dev.holdfast.health.usage;

/**
 * What people think of the bot.
 *
 * @param score their average, 1 to 5; 0 where nobody said
 */
record Satisfaction(long people, double score) {

    boolean isKnown() {
        return people >= MemberDay.FEW;
    }
}
