package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question that a message asks.
 *
 * @param asked the question and its answers, in Discord's shape, never altered in place
 * @param hours how long it is open
 * @param votes who chose which answer
 * @param endedAt {@code null}: it is open
 */
public record Poll(
        ObjectNode asked,
        int hours,
        Map<Integer, List<Snowflake>> votes,
        @Nullable Instant endedAt) {
    public Poll {
        votes = Map.copyOf(votes);
    }

    public static Poll of(ObjectNode asked, int hours) {
        return new Poll(asked, hours, Map.of(), null);
    }

    public Instant expiry(Snowflake message) {
        return endedAt == null ? message.createdAt().plus(Duration.ofHours(hours)) : endedAt;
    }

    public boolean has(int answer) {
        return answer >= 1 && answer <= asked.path("answers").size();
    }

    public List<Snowflake> voters(int answer) {
        return votes.getOrDefault(answer, List.of());
    }

    /** Somebody chooses an answer, or no longer does. */
    public Poll voted(int answer, Snowflake user, boolean chosen) {
        var people = new ArrayList<>(voters(answer));
        people.remove(user);
        if (chosen) people.add(user);
        var changed = new TreeMap<>(votes);
        changed.put(answer, List.copyOf(people));
        return new Poll(asked, hours, changed, endedAt);
    }

    public Poll ended(Instant at) {
        return new Poll(asked, hours, votes, at);
    }
}
