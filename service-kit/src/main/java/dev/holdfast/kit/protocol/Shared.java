package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets others than the person who asked use a control. Whoever uses it becomes the member of the
 * invocation, with their own permissions, rate limit and operation key. The message stays unless
 * the answer is a {@link Reply.Update}.
 *
 * @param members the only ones who may use it, at most 3; empty: every member of the guild
 * @param permissions what whoever uses it needs, besides what the command needs
 * @param command the one that gets the state; {@code null}: the one that drew it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Shared(List<UserId> members, Permissions permissions, @Nullable CommandPath command) {

    static final Shared EVERYONE = new Shared(List.of(), Permissions.NONE, null);

    static final int MOST_MEMBERS = 3;

    public Shared {
        members = List.copyOf(members);
        if (members.size() > MOST_MEMBERS) {
            throw new IllegalArgumentException("A control names at most 3 members.");
        }
    }

    /** What this was, or else everyone's. */
    static Shared of(@Nullable Shared known) {
        return known == null ? EVERYONE : known;
    }

    Shared only(List<UserId> others) {
        if (others.isEmpty()) {
            throw new IllegalArgumentException("A control that is for some members names them.");
        }
        return new Shared(others, permissions, command);
    }

    Shared needing(Permissions others) {
        return new Shared(members, others, command);
    }

    Shared leadingTo(CommandPath other) {
        return new Shared(members, permissions, other);
    }
}
