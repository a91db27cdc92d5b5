package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members of a guild in the order of their ids.
 *
 * @param members at most 1,000
 * @param next after whom the next page begins; {@code null}: this was the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberPage(List<GuildMember> members, @Nullable UserId next) {

    public static final int MOST = 1_000;

    public MemberPage {
        Required.field("members", members);
        members = List.copyOf(members);
    }
}
