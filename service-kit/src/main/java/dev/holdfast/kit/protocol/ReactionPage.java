package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reacted to a message with an emoji, in the order of their ids.
 *
 * @param people at most 100
 * @param next after whom the next page begins; {@code null}: this was the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReactionPage(List<Reactor> people, @Nullable UserId next) {

    public static final int MOST = 100;

    /** Somebody who reacted; they may have left the guild since. */
    public record Reactor(UserId user, boolean bot) {

        public Reactor {
            Required.field("user", user);
        }
    }

    public ReactionPage {
        Required.field("people", people);
        people = List.copyOf(people);
    }
}
