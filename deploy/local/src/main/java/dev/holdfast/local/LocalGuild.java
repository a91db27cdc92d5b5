package dev.holdfast.local;

/**
 * The guild in which a local bot's operators are at home.
 *
 * @param id of the guild
 * @param owner the id of its owner, who is taken for the operator
 */
record LocalGuild(String id, String owner) {}
