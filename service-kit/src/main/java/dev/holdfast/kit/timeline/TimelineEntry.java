package dev.holdfast.kit.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline: something that happened in a guild, or is scheduled.
 *
 * @param kind what it is: {@code operation}, {@code effect}, {@code timer}, {@code audit}, or a
 *     feature's own, such as {@code transfer}
 * @param operation the key of the operation that it is, or that it is part of
 * @param cause the key of the operation that had asked for it, where that is another one
 * @param user in whose name; {@code null}: nobody's, or somebody's who has been forgotten
 * @param subject a command's path, an effect's target, a timer's kind ...
 * @param state a word: {@code done}, {@code refused}, {@code running}, {@code waiting}, {@code dead
 *     letter}, {@code applied} ...
 * @param detail a sentence at most; never what only one person may read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
        Instant at,
        GuildId guild,
        String kind,
        String operation,
        @Nullable String cause,
        @Nullable UserId user,
        String subject,
        String state,
        String detail) {}
