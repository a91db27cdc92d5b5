package dev.holdfast.backup.archive;

/**
 * A run of rows that is compressed by itself, so that it can be read by itself.
 *
 * @param tuples of binary COPY, without header and trailer; not copied, so left alone by its maker
 * @param firstGuild the least guild of its rows; 0 where rows belong to no guild
 * @param lastGuild the greatest
 */
@SuppressWarnings("ArrayRecordComponent") // up to megabytes, which nobody compares
public record PlainFrame(byte[] tuples, int rows, long firstGuild, long lastGuild) {}
