package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CHANNEL;
import static dev.holdfast.kit.protocol.Golden.GUILD;
import static dev.holdfast.kit.protocol.Golden.KEY;
import static dev.holdfast.kit.protocol.Golden.MEMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What services are told of. */
final class GoldenEvents {

    private GoldenEvents() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden("event-batch", batch()),
                new Golden("event-receipt", new EventReceipt(KEY, EventReceipt.Result.AGAIN)));
    }

    /** An event of each kind. */
    private static EventBatch batch() {
        var user = MEMBER.user();
        var message = new MessageId(1197245631488000001L);
        var joined = Instant.parse("2026-11-20T10:00:00Z");
        var events =
                List.of(
                        new Event.MessagePosted(user, CHANNEL, message, MEMBER.roles(), 12, 1),
                        new Event.MessageDeleted(CHANNEL, message),
                        new Event.MemberJoined(user, joined, false),
                        new Event.MemberLeft(user),
                        new Event.RolesChanged(user, MEMBER.roles()),
                        new Event.ReactionAdded(user, CHANNEL, message, "🌊"),
                        new Event.ReactionRemoved(user, CHANNEL, message, "kelp:17"),
                        new Event.GuildJoined(joined),
                        new Event.GuildLeft(),
                        new Event.GuildSeen(
                                MEMBER.roles(),
                                List.of(CHANNEL),
                                List.of(new Event.Present(user, MEMBER.roles())),
                                true),
                        new Event.ChannelDeleted(CHANNEL),
                        new Event.RoleDeleted(MEMBER.roles().getFirst()));
        assertEquals(EventKind.values().length, events.size());
        return new EventBatch(
                events.stream()
                        .map(event ->
                                new EventNote(
                                        OperationKey.of(event.kind().word() + ":" + joined),
                                        GUILD,
                                        event))
                        .toList());
    }
}
