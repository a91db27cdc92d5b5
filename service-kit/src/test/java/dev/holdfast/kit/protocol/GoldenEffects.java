package dev.holdfast.kit.protocol;

import static dev.holdfast.kit.protocol.Golden.CHANNEL;
import static dev.holdfast.kit.protocol.Golden.CONTENT;
import static dev.holdfast.kit.protocol.Golden.GUILD;
import static dev.holdfast.kit.protocol.Golden.MEMBER;
import static dev.holdfast.kit.protocol.Golden.PATH;

import java.time.Instant;
import java.util.stream.Stream;

/** What services order, and what comes of it. */
final class GoldenEffects {

    private GoldenEffects() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden(
                        "effect-role",
                        new EffectOrder(
                                "1197245631488000001.0",
                                GUILD,
                                new Effect.GiveRole(MEMBER.user(), new RoleId(41771983423143936L)),
                                "bought in the shop",
                                Instant.parse("2026-11-20T10:15:00Z"),
                                null)),
                new Golden(
                        "effect-message",
                        new EffectOrder(
                                "1197245631488000001.1",
                                GUILD,
                                new Effect.Say(
                                        CHANNEL, CONTENT, new Effect.Source(PATH, MEMBER.user())),
                                "",
                                null,
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "effect-tell-admins",
                        new EffectOrder(
                                "1197245631488000001.2",
                                GUILD,
                                new Effect.TellAdmins(
                                        "I lack the permission Manage Roles here.", true),
                                "",
                                null,
                                null)),
                new Golden(
                        "effect-tell-operators",
                        new EffectOrder(
                                "1197245631488000001.3",
                                GuildId.DIRECT,
                                new Effect.TellOperators("The disk is full: make room."),
                                "",
                                null,
                                null)),
                new Golden("effect-applied", new EffectOutcome.Applied(new MessageId(17))),
                new Golden(
                        "effect-refused",
                        new EffectOutcome.Refused(
                                EffectOutcome.Cause.FORBIDDEN,
                                "Move the bot's role above @Gold.")));
    }
}
