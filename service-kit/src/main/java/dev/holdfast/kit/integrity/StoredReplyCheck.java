package dev.holdfast.kit.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.EarlierReplies;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/** Each reply that a repeated request would get can be read by today's records. */
@Singleton
final class StoredReplyCheck implements IntegrityCheck {

    /** Of the newest; a guild rarely has as many in two days. */
    private static final int MOST = 20_000;

    private static final int MOST_NAMED = 5;

    /** Answers that are no replies: values, and what a restore did. */
    private static final Set<String> OTHERS = Set.of("value", "done");

    private final EarlierReplies replies;
    private final ObjectMapper json;

    StoredReplyCheck(EarlierReplies replies, ObjectMapper json) {
        this.replies = replies;
        this.json = json;
    }

    @Override
    public String name() {
        return "stored-replies-can-be-read";
    }

    @Override
    public String table() {
        return "operation";
    }

    @Override
    public Finding check(UnitOfWork work) {
        var faults = new ArrayList<String>();
        var rows =
                ReplyStore.recent(
                        work,
                        MOST,
                        stored -> {
                            if (!isReadable(stored.reply())) {
                                faults.add("%s (%s)".formatted(stored.key(), stored.command()));
                            }
                        });
        return faults.isEmpty()
                ? new Finding.Sound(rows)
                : new Finding.Broken(
                        "the replies to %d of %d operations cannot be read: %s"
                                .formatted(
                                        faults.size(),
                                        rows,
                                        faults.stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining(", "))));
    }

    private boolean isReadable(String reply) {
        try {
            if (OTHERS.contains(json.readTree(reply).path("kind").asText())) {
                return true;
            }
            replies.read(reply);
            return true;
        } catch (JsonProcessingException | IllegalStateException _) {
            return false;
        }
    }
}
