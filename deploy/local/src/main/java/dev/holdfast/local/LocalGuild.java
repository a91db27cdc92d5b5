package dev.holdfast.local;

/**
 * The guild whose owner counts as the local bot's operator.
 *
 * @param id of the guild
 * @param owner the id of its owner, who is taken for the operator
 */
record LocalGuild(String id, String owner) {}
