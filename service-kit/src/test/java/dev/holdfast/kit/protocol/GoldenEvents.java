package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CHANNEL;
import static dev.holdfast.kit.protocol.Golden.GUILD;
import static dev.holdfast.kit.protocol.Golden.KEY;
import static dev.holdfast.kit.protocol.Golden.MEMBER;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What services are told of. */
final class GoldenEvents {

    private static final MessageId MESSAGE = new MessageId(1197245631488000001L);
    private static final List<String> FEATURES = List.of("wallet");
    private static final Instant JOINED = Instant.parse("2026-11-20T10:00:00Z");
    private static final GuildRoles.Role ROLE =
            new GuildRoles.Role(
                    MEMBER.roles().getFirst(), "Kelp", 4, Permissions.of("2080"), false);

    private GoldenEvents() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden("event-batch", batch(first())),
                new Golden("event-batch-added", batch(added())),
                new Golden("event-receipt", new EventReceipt(KEY, EventReceipt.Result.AGAIN)),
                new Golden(
                        "event-for-some",
                        new EventEnvelope(KEY, GUILD, new GuildEvent.GuildLeft(), FEATURES)),
                new Golden(
                        "event-refused-by-some",
                        new EventReceipt(KEY, EventReceipt.Result.REFUSED, FEATURES)));
    }

    static Stream<Event> events() {
        return Stream.concat(first().stream(), added().stream());
    }

    /** As the first builds tell them. */
    private static List<Event> first() {
        var user = MEMBER.user();
        return List.of(
                new MessageEvent.MessagePosted(
                        user, CHANNEL, MESSAGE, MEMBER.roles(), 12, 1, null, null),
                new MessageEvent.MessageDeleted(CHANNEL, MESSAGE),
                new MemberEvent.MemberJoined(user, JOINED, false, false),
                new MemberEvent.MemberLeft(user),
                new MemberEvent.RolesChanged(user, MEMBER.roles()),
                new MessageEvent.ReactionAdded(user, CHANNEL, MESSAGE, "🌊", false),
                new MessageEvent.ReactionRemoved(user, CHANNEL, MESSAGE, "kelp:17"),
                new GuildEvent.GuildJoined(JOINED),
                new GuildEvent.GuildLeft(),
                new GuildEvent.GuildSeen(
                        MEMBER.roles(),
                        List.of(CHANNEL),
                        List.of(
                                new GuildEvent.Present(
                                        user, MEMBER.roles(), null, false, false, null)),
                        true,
                        List.of()),
                new GuildEvent.ChannelDeleted(CHANNEL),
                new GuildEvent.RoleDeleted(MEMBER.roles().getFirst()));
    }

    /** Kinds and fields that came later. */
    private static List<Event> added() {
        var user = MEMBER.user();
        var later = JOINED.plusSeconds(60);
        var member =
                new GuildMember(user, "Ada", false, MEMBER.roles(), JOINED, true, JOINED, later);
        return List.of(
                new MessageEvent.MessagePosted(
                        user, CHANNEL, MESSAGE, MEMBER.roles(), 12, 1, CHANNEL, CHANNEL),
                new MessageEvent.MessageEdited(user, CHANNEL, MESSAGE, 13, later),
                new MessageEvent.ReactionAdded(user, CHANNEL, MESSAGE, "🌊", true),
                new MessageEvent.ReactionsCleared(CHANNEL, MESSAGE, null),
                new MessageEvent.ReactionsCleared(CHANNEL, MESSAGE, "kelp:17"),
                new MemberEvent.MemberJoined(user, JOINED, false, true),
                new MemberEvent.MemberChanged(member, "Ada"),
                new MemberEvent.BanAdded(user),
                new MemberEvent.BanRemoved(user),
                new MemberEvent.VoiceChanged(user, true, CHANNEL, true, false),
                new MemberEvent.VoiceChanged(user, false, null, false, true),
                new GuildEvent.GuildSeen(
                        MEMBER.roles(),
                        List.of(CHANNEL),
                        List.of(
                                new GuildEvent.Present(
                                        user, MEMBER.roles(), JOINED, true, true, later)),
                        false,
                        List.of(ROLE)),
                new GuildEvent.ChannelChanged(CHANNEL, "harbour", CHANNEL),
                new GuildEvent.RoleCreated(ROLE),
                new GuildEvent.RoleChanged(ROLE),
                new GuildEvent.AuditEntry(
                        MESSAGE.toString(),
                        user,
                        user.toString(),
                        GuildEvent.AuditEntry.ROLES_CHANGED,
                        MEMBER.roles(),
                        MEMBER.roles(),
                        "asked nicely"));
    }

    private static EventBatch batch(List<Event> events) {
        return new EventBatch(
                events.stream()
                        .map(event ->
                                new EventEnvelope(
                                        OperationKey.of(event.kind().word() + ":" + JOINED),
                                        GUILD,
                                        event))
                        .toList());
    }
}
